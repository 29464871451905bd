"""What a study asks of who takes part: "comply with scheduled visits, treatment plans and study procedures", "attend all follow-up visits".

However long its list, it is one attested fact, the compliance (contract §2): cut at its commas, the rest would ask for treatments and
tests. What is complied with in particular, a diet or a medicine, is no such thing, and left as it stands.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_COMPLIANCE = "compliance"
_FACTS = (_COMPLIANCE, "follow-up-available")
_COMPLYING_WORDS = "comply complying adhere adhering cooperate cooperating abide abiding compliance adherence cooperation"
_DOING_WORDS = "attend attending complete completing follow following undergo participate return attendance completion"
# Of these one must be among what is attended or completed: "complete the questionnaires" asks for another ability.
_VISIT_WORDS = """
    visit visits appointment appointments follow-up follow-ups followup followups up ups assessment assessments procedures session
    sessions protocol schedule schedules
"""
_OTHER_NOUNS = """
    treatment treatments plan plans therapy regimen requirement requirements procedure instructions instruction test tests testing
    evaluation evaluations examination examinations aspects intervention interventions study trial directions restrictions rules
    guidelines investigations
"""
_BESIDE_NOUNS = """
    the a an all any its their his her this other both respective required necessary scheduled planned regular routine standard long-term
    long term follow study-related trial-related protocol-related research-related related study-specific protocol-specified specific
    protocol-required mandated protocol-mandated clinical research clinic hospital laboratory lab medical postoperative post-operative
    post operative postdischarge subsequent outlined described detailed specified stated listed as in by of for per to entire whole full
    duration length course period during throughout trial's study's
"""
_COMPLYING, _DOING, _VISITS = (frozenset(words.split()) for words in (_COMPLYING_WORDS, _DOING_WORDS, _VISIT_WORDS))
_NOUNS = _VISITS | frozenset(_OTHER_NOUNS.split())
_WORDS = _NOUNS | frozenset(_BESIDE_NOUNS.split())
COMPLYING = _COMPLYING | _DOING
_PREPOSITIONS = frozenset({"with", "to", "by", "in", "for", "of", "at"})
_ABILITY = ("ABLE", "UNABLE")
_JOINS = ("AND", "OR", "COMMA", "SLASH", "EG")
_BETWEEN = (*_JOINS, "HYPHEN")
_ENDS = ("STOP", "SEMI", "COMMA", "AND", "OR", "RPAR", "LPAR", "JUDGE", "CAUSE", "EXCEPT", "UNLESS", "DEMAND")


def with_compliance(tokens: list[Token]) -> list[Token]:
    """The tokens with each such clause made one."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        found = _clause(tokens, index)
        if found is None:
            result.append(tokens[index])
            index += 1
            continue
        end, fact = found
        # "Unlikely to comply" is a judgement on somebody who may be willing.
        reading = tokens[index].readings[0] if tokens[index].type == "UNABLE" else Reading("ATTR", fact)
        result.append(merged(tokens[index:end], reading))
        index = end
    return result


def _clause(tokens: list[Token], start: int) -> tuple[int, str] | None:
    """The place behind a clause that begins here, with the fact that it states."""
    end, facts, place = start, set[str](), start
    while (opened := _opening(tokens, place)) is not None:
        place, fact = opened
        reached = _behind_objects(tokens, place)
        if reached == place and tokens[place - 1].reading("ATTR") not in _FACTS:
            break
        if fact is None and not any(_VISITS.intersection(t.word.split()) for t in tokens[place:reached]):
            break
        end = place = reached
        facts.add(fact or _COMPLIANCE)
        place = place + 1 if place < len(tokens) and tokens[place].type in _JOINS else len(tokens)
        place = place + 1 if place < len(tokens) and tokens[place].word == "to" else place
    if end <= start + 1 or not _may_end(tokens, end) or not (_alone_tells(tokens[start]) or _is_ability(tokens, start)):
        return None
    return end, facts.pop() if len(facts) == 1 else _COMPLIANCE


def _is_ability(tokens: list[Token], start: int) -> bool:
    """Whether it is something that somebody is able or unable to do; "women attending visits" are just so."""
    before = (t for t in reversed(tokens[: start + 1]) if t is not tokens[start] or t.type in _ABILITY)
    # "Able to give consent | and | attend visits".
    first = next((t for t in before if t.type not in (*_JOINS, "ATTR") and t.word != "to"), None)
    return first is not None and first.type in _ABILITY


def _opening(tokens: list[Token], place: int) -> tuple[int, str | None] | None:
    """The place behind the verb, or a name that has its object, with the fact if the verb alone tells it."""
    if place >= len(tokens):
        return None
    token = tokens[place]
    fact = token.reading("ATTR")
    fact = fact if fact in _FACTS else None
    verb = token.word.split()[-1] in COMPLYING and (token.word in COMPLYING or token.type in ("ATTR", "UNABLE"))
    if fact is None and not verb:
        return None
    behind = place + 2 if verb and place + 1 < len(tokens) and tokens[place + 1].word in _PREPOSITIONS else place + 1
    return behind, fact or (_COMPLIANCE if _alone_tells(token) else None)


def _alone_tells(token: Token) -> bool:
    return token.word.split()[-1] in _COMPLYING or token.reading("ATTR") in _FACTS


def _behind_objects(tokens: list[Token], start: int) -> int:
    """The place behind the last noun of a list that has no other words than those of studies."""
    end = place = start
    while place < len(tokens) and (tokens[place].type in _BETWEEN or _WORDS.issuperset(tokens[place].word.split())):
        place += 1
        if tokens[place - 1].type not in _BETWEEN and tokens[place - 1].word.split()[-1] in _NOUNS:
            end = place
    return end


def _may_end(tokens: list[Token], end: int) -> bool:
    """Whether what follows is of something else; "treatment for hypertension" and ", and biopsies" are more of what is complied with."""
    if end == len(tokens):
        return True
    goes_on = tokens[end].type in _JOINS and end + 1 < len(tokens) and tokens[end + 1].may_be("PROC", "DRUG", "TEST", "MEAS")
    return tokens[end].may_be(*_ENDS) and not goes_on
