"""Reads the commands out of VERIFY.md, and what they must find out of the reference documentation."""

import re
import shlex

HEADER = "| what was done |"


def commands(guide):
    """The blocks of a guide by the number of their section; 0 holds the variables that the others take."""
    section, blocks = 0, {}
    for heading, block in re.findall(r"^## ([^\n]*)$|^```sh\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL):
        if heading:
            number = re.match(r"(\d+)\. ", heading)
            section = int(number.group(1)) if number else 0
        elif section in blocks:
            raise SystemExit(f"VERIFY.md: section {section} has two blocks")
        else:
            blocks[section] = block
    if sorted(blocks) != list(range(len(blocks))) or len(blocks) < 2:
        raise SystemExit(f"VERIFY.md: its blocks are of sections {sorted(blocks)}")
    return blocks


def with_values(block, values):
    """The block of variables with other values; it must set exactly these."""
    found = re.findall(r"^(\w+)=", block, re.MULTILINE)
    if found != list(values):
        raise SystemExit(f"VERIFY.md: sets {found}, not {list(values)}")
    return "".join(f"{name}={shlex.quote(str(value))}\n" for name, value in values.items())


def expectations(reference):
    """What each section must say of each tampering: {tampering: {section: refuses?}}."""
    lines = reference.splitlines()
    start = next((at for at, line in enumerate(lines) if line.startswith(HEADER)), None)
    if start is None:
        raise SystemExit("docs/reference/evidence-bundle.md: the table of tampering is gone")
    sections = [int(re.match(r"(\d+) ", cell).group(1)) for cell in cells(lines[start])[1:]]
    reasons = set(re.findall(r"^- ([a-z]): ", reference, re.MULTILINE))
    table = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        name, *answers = cells(line)
        if len(answers) != len(sections):
            raise SystemExit(f"docs/reference/evidence-bundle.md: a cell too many or too few: {line}")
        table[name] = {s: refuses(answer, reasons) for s, answer in zip(sections, answers)}
    return table


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def refuses(answer, reasons):
    if answer == "refuses":
        return True
    blind = re.fullmatch(r"blind: ([a-z])", answer)
    if blind is None or blind.group(1) not in reasons:
        raise SystemExit(f"docs/reference/evidence-bundle.md: `{answer}` is no answer with a reason")
    return False
