// Opens a page in Chromium, once for each view that a job on the standard input names, and tells what
// is to be seen there. Arguments: where the packages are, and what the browser is called.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [installed, browserPath] = process.argv.slice(2);
const packages = createRequire(`${installed}/`);
const { chromium } = packages("playwright-core");
const axe = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");
const job = JSON.parse(readFileSync(0, "utf8"));

// What looks for a network, a screen or a user is off.
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
];

function layout() {
  const root = document.documentElement;
  const beyond = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".scroll *"),
  );
  return {
    width: innerWidth,
    scrollable: root.scrollWidth,
    beyond: beyond.map((element) => element.outerHTML.slice(0, 120)),
    small: [...document.querySelectorAll("a")]
      .map((link) => link.getBoundingClientRect())
      .filter((box) => box.width > 0 && box.height < 24).length,
  };
}

function content() {
  const handlers = [...document.querySelectorAll("*")].flatMap((element) =>
    element.getAttributeNames().filter((name) => name.startsWith("on")),
  );
  return {
    scripts: document.scripts.length + handlers.length,
    links: [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")),
    targets: [...document.querySelectorAll("[id]")].map((element) => element.id),
    text: document.body.innerText,
  };
}

function judged(found) {
  const told = ({ id, impact, nodes }) => ({ id, impact, at: nodes.map((node) => node.target.join(" ")) });
  return {
    violations: found.violations.map(told),
    undecided: found.incomplete.map(told),
    passed: found.passes.map(({ id }) => id),
  };
}

async function qrCodes(browser, page) {
  const reader = await browser.newPage();
  await reader.addScriptTag({ path: packages.resolve("jsqr/dist/jsQR.js") });
  const found = [];
  for (const code of await page.locator(".qr").all()) {
    const picture = (await code.screenshot()).toString("base64");
    found.push(await reader.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
      return window.jsQR(pixels, image.width, image.height)?.data ?? null;
    }, picture));
  }
  await reader.close();
  return found;
}

async function visit(browser, view) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.scheme,
    deviceScaleFactor: view.scale,
  });
  const page = await context.newPage();
  const messages = [];
  const requests = [];
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(String(error)));
  page.on("request", (request) => request.url().startsWith("data:") || requests.push(request.url()));
  await page.goto(job.page);
  const told = {
    name: view.name,
    messages,
    requests,
    layout: await page.evaluate(layout),
    content: await page.evaluate(content),
    axe: judged(await page.evaluate(`${axe}; axe.run()`)),
    qr: view.reads_qr ? await qrCodes(browser, page) : [],
    background: await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
  };
  await page.screenshot({ path: `${job.pictures}/${view.name}.png`, fullPage: true });
  if (view.prints) {
    await page.pdf({ path: `${job.pictures}/${view.name}.pdf`, preferCSSPageSize: true });
  }
  await context.close();
  return told;
}

const browser = await chromium.launch({ executablePath: browserPath, args: flags });
try {
  for (const view of job.views) console.log(JSON.stringify(await visit(browser, view)));
} finally {
  await browser.close();
}
