// What ical.js reads in feeds: their names come as arguments, one reading a line goes out.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [installed, ...feeds] = process.argv.slice(2);
const { default: ICAL } = await import(createRequire(`${installed}/`).resolve("ical.js"));

function day(time) {
  if (!time.isDate) throw new Error(`${time} is no whole day`);
  return time.toString();
}

function reading(component) {
  const one = { kind: component.name.toUpperCase(), related: [] };
  for (const name of ["dtstart", "dtend", "due"]) {
    const time = component.getFirstPropertyValue(name);
    if (time) one[name] = day(time);
  }
  for (const name of ["summary", "description", "status", "sequence"]) {
    const value = component.getFirstPropertyValue(name);
    if (value !== null) one[name] = value;
  }
  for (const related of component.getAllProperties("related-to")) {
    one.related.push([related.getParameter("reltype"), related.getFirstValue()]);
  }
  if (component.name === "vevent") {
    const event = new ICAL.Event(component);
    if (event.isRecurring()) throw new Error(`${event.uid} recurs`);
    if (day(event.startDate) !== one.dtstart || day(event.endDate) !== one.dtend) {
      throw new Error(`${event.uid}: its days are not what stands there`);
    }
  }
  return one;
}

for (const feed of feeds) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(feed, "utf8")));
  const found = {};
  for (const component of calendar.getAllSubcomponents()) {
    if (component.name === "vtimezone") continue;
    found[component.getFirstPropertyValue("uid")] = reading(component);
  }
  console.log(JSON.stringify(found));
}
