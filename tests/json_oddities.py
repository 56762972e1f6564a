"""JSON that readers would read differently, or that no JSON is: every API refuses each alike."""

ODDITIES: dict[str, str | bytes] = {
    "cut off": '{"students": [',
    "no JSON": "<html>",
    "comment": '{"students": [] /* none */}',
    "comma at the end": '{"students": [],}',
    "single quotes": "{'students': []}",
    "trailing": "{} {}",
    "equal keys": '{"family_notes": "one", "family_notes": "two"}',
    "equal keys, one escaped": '{"family_notes": "one", "family_note\\u0073": "two"}',
    "equal keys deep down": '{"property": {"kind": "other", "kind": "collective"}}',
    "equal keys, equal values": '{"students": [], "students": []}',
    "NaN": '{"family_notes": NaN}',
    "Infinity": '{"family_notes": Infinity}',
    "minus Infinity": '{"family_notes": -Infinity}',
    "a number beyond what is finite": '{"family_notes": 1e999}',
    "a number of ten thousand digits": '{"family_notes": ' + "9" * 10_000 + "}",
    "lone surrogate": '{"family_notes": "\\ud800"}',
    "lone low surrogate": '{"family_notes": "\\udc00x"}',
    "surrogates the wrong way round": '{"family_notes": "\\udc00\\ud800"}',
    "lone surrogate as a key": '{"\\ud800": 1}',
    "byte order mark": "\ufeff{}",
    "not UTF-8": b'{"family_notes": "\xff\xfe"}',
    "UTF-8 of a surrogate": b'{"family_notes": "\xed\xa0\x80"}',
    "overlong UTF-8": b'{"family_notes": "\xc0\xaf"}',
    "UTF-16": '{"family_notes": "x"}'.encode("utf-16"),
    "GB 18030": '{"family_notes": "林"}'.encode("gb18030"),
    "control character": '{"family_notes": "a\tb"}',
    "deep": "[" * 10_000 + "]" * 10_000,
    "deep objects": '{"property":' * 5_000 + "{}" + "}" * 5_000,
    "deeper than anything we know": '{"property":' * 65 + "{}" + "}" * 65,
    "leading zero": '{"family_notes": 01}',
    "hexadecimal": '{"family_notes": 0x1}',
}

ENCODINGS = ("gb2312", "GB18030", "utf-16", "iso-8859-1", "utf-7", "nonsense")
"""What a content type may say and JSON may not."""
