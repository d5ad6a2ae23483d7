"""Compares images with their de-identified copies, as pydicom reads them: lines of "original<TAB>copy" on standard input, JSON on standard output.

Says how many copies have which fault, by attribute; never a value.
"""
import json
import re
import sys
import warnings
import zlib
from collections import Counter

import pydicom
from pydicom.multival import MultiValue

warnings.filterwarnings("ignore")

TEXTS = {"PN", "LO", "SH", "UI", "ST", "LT", "UT", "UC", "AE"}
DEFLATED = "1.2.840.10008.1.2.1.99"
# Words and numbers that belong to nobody: units and schemes of codes, versions, coded values that are also somebody's text.
HARMLESS = re.compile(
    r"\d{6,18}|[A-Z]\d?-[A-Z0-9]{3,6}|UCUM|SNM3|NONE|WHOLE BODY|0010|1\.00|1\.2\.840\.10008[.0-9]*|REMOVED|ORIGINAL|DERIVED|PRIMARY|SECONDARY"
)


def values(data_set):
    for element in data_set:
        if element.VR == "SQ":
            for item in element.value:
                yield from values(item)
        elif element.VR in TEXTS and element.value:
            several = isinstance(element.value, (list, MultiValue))
            for value in element.value if several else [element.value]:
                yield element.tag, str(value).strip()


def searched(path, data_set):
    """All bytes but those of the pixels."""
    with open(path, "rb") as file:
        whole = file.read()
    meta = data_set.file_meta
    if meta.TransferSyntaxUID == DEFLATED:
        start = 132 + 12 + meta.FileMetaInformationGroupLength
        whole = whole[:start] + zlib.decompress(whole[start:], -15)
    pixels = data_set.get("PixelData")
    at = whole.find(pixels[:4096]) if pixels else -1
    return whole[:at] if at > 0 else whole


def is_in(value, haystack):
    """Numbers count only where they aren't part of a longer one: replaced UIDs are random digits."""
    encoded = re.escape(value.encode())
    pattern = rb"(?<![0-9])" + encoded + rb"(?![0-9])" if re.fullmatch(r"[0-9.]+", value) else encoded
    return re.search(pattern, haystack) is not None


faults = Counter()
replaced = {}
compared = 0
for line in sys.stdin.read().splitlines():
    original_path, copy_path = line.split("\t")
    try:
        original = pydicom.dcmread(original_path, force=True)
        found = list(values(original)) + list(values(original.file_meta))
    except Exception:
        # What pydicom can't read, it can't compare.
        continue
    copy = pydicom.dcmread(copy_path)
    compared += 1
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID"):
        before, after = original.get(keyword), copy.get(keyword)
        if not before:
            continue
        if replaced.setdefault(before, after) != after:
            faults[f"{keyword} replaced by two"] += 1
        if before == after and not before.startswith("1.2.840.10008.1.4"):
            faults[f"{keyword} kept"] += 1
    if len(set(replaced.values())) != len(replaced):
        faults["one UID for two"] += 1
    for keyword in ("PixelData", "FloatPixelData", "DoubleFloatPixelData"):
        before, after = original.get(keyword, b""), copy.get(keyword, b"")
        if after[: len(before)] != before[: len(after)] or bool(before) != bool(after):
            faults[f"{keyword} changed"] += 1
    if copy.PatientIdentityRemoved != "YES":
        faults["PatientIdentityRemoved"] += 1
    haystack = searched(copy_path, copy)
    for tag, value in found:
        if len(value) > 3 and not HARMLESS.fullmatch(value) and is_in(value, haystack):
            faults[f"{tag} found"] += 1
json.dump({"compared": compared, "faults": dict(faults)}, sys.stdout)
