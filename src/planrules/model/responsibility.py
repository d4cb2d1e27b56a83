"""Who does what in which role."""

from enum import StrEnum

import attrs

from planrules.model.ids import Slug


class Role(StrEnum):
    """A role in a task. The Vietnamese terms are labels; see ``docs/glossary.md``."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    ADVISE = "advise"
    CARRY_OUT = "carry_out"
    GUIDE = "guide"
    INSPECT = "inspect"
    SUPERVISE = "supervise"
    URGE = "urge"
    FOLLOW = "follow"
    CONSOLIDATE = "consolidate"
    REPORT = "report"
    APPRAISE = "appraise"
    SUBMIT = "submit"
    APPROVE = "approve"
    RECEIVE = "receive"


@attrs.frozen
class Holder:
    """Who holds a role: a body, a group, each member of a group, an official, or an open holder.

    Attributes:
        who: Id of a unit or a group; None for an open holder.
        each: Whether every member of the group ``who`` holds the role on its own.
        official: Post of the responsible official within the body.
        whom: Units or groups at whom the act is aimed (guides *whom*, inspects *whom*).
        text: The document's own words for an open holder ("các cơ quan có liên quan").
    """

    who: Slug | None = None
    each: bool = attrs.field(default=False, kw_only=True)
    official: str | None = attrs.field(default=None, kw_only=True)
    whom: tuple[Slug, ...] = attrs.field(default=(), kw_only=True)
    text: str | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Responsibility:
    """One holder in one role of one task.

    Attributes:
        task: Id of the task.
        role: The role.
        holder: Who holds it.
        heading: Address of the heading whose assignment the task inherits it from; None where the
            task names the holder itself. An inherited lead counts as stated and reads
            *được giao thực hiện*.
    """

    task: Slug
    role: Role
    holder: Holder
    heading: str | None = None
