"""A file of each resource format, written as oddly as teams write them, and what it says."""

from dataclasses import dataclass

from l10n.formats.resources.resource import Key, Value


@dataclass(frozen=True)
class Sample:
    """A source file, what it says, and the locale that the tests write into it."""

    text: str
    says: dict[Key, Value]
    path: str
    locale: str = "en"
    writes: str = "en"
    # Whether a key that is not there can be added.
    grows: bool = True


NOTES = {"one": "{{count}} note", "other": "{{count}} notes"}
SAMPLES: dict[str, Sample] = {
    "i18next": Sample(
        """\
{
    "title" : "My \\"notes\\"\\/ \\u597d",
    "auth": {"sign-in": "Sign in", "tips": ["One", "Two"]},

    "notes_one": "{{count}} note",   "notes_other": "{{count}} notes",
    "reason_other": "Other reason", "n": 3, "a.b": "Dotted", "place_ordinal_one": "{{count}}st",
    "place_ordinal_other": "{{count}}th"
}""",
        {
            ("title",): 'My "notes"/ 好',
            ("auth", "sign-in"): "Sign in",
            ("auth", "tips", 0): "One",
            ("auth", "tips", 1): "Two",
            ("notes",): NOTES,
            ("reason_other",): "Other reason",
            ("a.b",): "Dotted",
            ("place_ordinal",): {"one": "{{count}}st", "other": "{{count}}th"},
        },
        "en.json",
    ),
    "formatjs": Sample(
        """\
{
  "greet": {
    "defaultMessage": "Hi {name}", "description": "on the profile"
  },
  "notes": "{n, plural, one {# note} other {# notes}}",\r
  "nested": { "deep": "Deep" }
}
""",
        {
            ("greet",): "Hi {name}",
            ("notes",): "{n, plural, one {# note} other {# notes}}",
            ("nested", "deep"): "Deep",
        },
        "en.json",
    ),
    "vue-i18n": Sample(
        """\
{"a": "Plain {name}",
 "b": { "c": "no notes | {n} note | {n} notes", "d": "one | many" },
 "e": "@:a and {'|'}" }
""",
        {
            ("a",): "Plain {name}",
            ("b", "c"): {"zero": "no notes", "one": "{n} note", "other": "{n} notes"},
            ("b", "d"): {"one": "one", "other": "many"},
            ("e",): "@:a and {'|'}",
        },
        "en.json",
    ),
    "arb": Sample(
        """\
{
\t"@@locale": "en",
\t"title": "Title",
\t"@title": {
\t\t"description": "a note"
\t},
\t"notes": "{n, plural, one{{n} note} other{{n} notes}}"
}
""",
        {("title",): "Title", ("notes",): "{n, plural, one{{n} note} other{{n} notes}}"},
        "app_en.arb",
    ),
    "android": Sample(
        """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE resources [ <!ENTITY app "Notes"> ]>
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <!-- On the profile -->
    <string name="title">It\\'s &app;\\n<b>%1$s</b> &amp; more</string>
\t<string name="spaced"   >
        two   words
    </string><string name="quoted">"kept  "</string>
    <string name="link"><![CDATA[<a href="x">Go</a>]]></string>
    <string name="html">&lt;i>x&lt;/i> 100%</string>
    <string name="empty"/>
    <plurals name="notes">
        <item quantity="one">%d note</item>
        <item quantity="other">%d notes</item>
    </plurals>
    <string-array name="days">
        <item>Mon</item>
        <item>Tue</item>
    </string-array>
    <color name="not_a_text">#fff</color>
</resources>
""",
        {
            ("title",): "It's &app;\n<b>%1$s</b> & more",
            ("spaced",): "two words",
            ("quoted",): "kept  ",
            ("link",): '<a href="x">Go</a>',
            ("html",): "<i>x</i> 100%",
            ("empty",): "",
            ("notes",): {"one": "%d note", "other": "%d notes"},
            ("days", 0): "Mon",
            ("days", 1): "Tue",
        },
        "app/src/main/res/values/strings.xml",
    ),
    "apple-strings": Sample(
        """\
/* The file */

/* On the profile */
"title" = "My \\"notes\\"\\n%@";   // behind
bare.key   =   "Bare";\r
"same";
""",
        {("title",): 'My "notes"\n%@', ("bare.key",): "Bare", ("same",): "same"},
        "en.lproj/Localizable.strings",
    ),
    "stringsdict": Sample(
        """\
<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0">
<dict>
\t<key>notes</key>
\t<dict>
\t\t<key>NSStringLocalizedFormatKey</key><string>%#@n@</string>
\t\t<key>n</key>
\t\t<dict>
\t\t\t<key>NSStringFormatSpecTypeKey</key>
\t\t\t<string>NSStringPluralRuleType</string>
\t\t\t<key>NSStringFormatValueTypeKey</key>
\t\t\t<string>d</string>
\t\t\t<key>one</key>
\t\t\t<string>%d note &amp; more</string>
\t\t\t<key>other</key>
\t\t\t<string>%d notes</string>
\t\t</dict>
\t</dict>
</dict>
</plist>
""",
        {("notes",): {"one": "%d note & more", "other": "%d notes"}},
        "en.lproj/Localizable.stringsdict",
    ),
    "xcstrings": Sample(
        """\
{
  "sourceLanguage" : "en",
  "strings" : {
    "Mute %@" : {
      "comment" : "a button"
    },
    "notes" : {
      "localizations" : {
        "en" : {
          "variations" : {
            "plural" : {
              "one" : { "stringUnit" : { "state" : "translated", "value" : "%d note" } },
              "other" : { "stringUnit" : { "state" : "translated", "value" : "%d notes" } }
            }
          }
        },
        "zh-Hans" : {
          "stringUnit" : { "state" : "new", "value" : "notes" }
        }
      }
    }
  },
  "version" : "1.0"
}
""",
        {("Mute %@",): "Mute %@", ("notes",): {"one": "%d note", "other": "%d notes"}},
        "Localizable.xcstrings",
        writes="zh_Hans",
        grows=False,
    ),
    "fluent": Sample(
        """\
### The file

# On the profile
title = My { $name }
    notes
    .label = Label
-brand = Notes
notes =
    { $n ->
        [one] { $n } note
       *[other] { $n } notes
    }
only = { "" }
    .hint = Hint
""",
        {
            ("title",): "My { $name }\nnotes",
            ("title", "label"): "Label",
            ("-brand",): "Notes",
            ("notes",): {"one": "{ $n } note", "other": "{ $n } notes"},
            ("only",): "",
            ("only", "hint"): "Hint",
        },
        "en/app.ftl",
    ),
    "properties": Sample(
        """\
# The file

! On the profile
title = My \\
    notes \\u597d\r
key\\ with\\:signs:value
empty=
bare
""",
        {
            ("title",): "My notes 好",
            ("key with:signs",): "value",
            ("empty",): "",
            ("bare",): "",
        },
        "app_en.properties",
    ),
    "yaml": Sample(
        """\
# The file
en:
  title: My notes   # behind
  "quoted": 'It''s'
  notes:
    one: "%{count} note"
    other: "%{count} notes"
  long: |
    Two
    lines
  flow: {a: b, c: "d"}
  days: [Mon, "Tue"]
  list:
    - One
    - Two
  anchor: &again Again
  alias: *again
  yes: no
  order: [:year, :month]

  last: >-
    folded
    text
""",
        {
            ("title",): "My notes",
            ("quoted",): "It's",
            ("notes",): {"one": "%{count} note", "other": "%{count} notes"},
            ("long",): "Two\nlines\n",
            ("flow", "a"): "b",
            ("flow", "c"): "d",
            ("days", 0): "Mon",
            ("days", 1): "Tue",
            ("list", 0): "One",
            ("list", 1): "Two",
            ("anchor",): "Again",
            ("last",): "folded text",
        },
        "config/locales/en.yml",
    ),
    "xliff": Sample(
        """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file source-language="en" target-language="zh-CN" datatype="plaintext" original="app">
    <body>
      <trans-unit id="a"><source>Hi <x id="1"/> &amp; you</source>
        <note>on the profile</note></trans-unit>
      <trans-unit id="b">
        <source>Two</source>
      </trans-unit>
      <trans-unit id="c" translate="no"><source>URL</source></trans-unit>
    </body>
  </file>
</xliff>
""",
        {("a",): 'Hi <x id="1"/> & you', ("b",): "Two", ("c",): "URL"},
        "messages.xlf",
        writes="zh_Hans",
        grows=False,
    ),
    "qt-ts": Sample(
        """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Main</name>
    <message>
        <source>It&apos;s %1</source>
        <comment>verb</comment>
        <extracomment>a note</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation type="unfinished"><numerusform></numerusform></translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="vanished">没了</translation>
    </message>
</context>
</TS>
""",
        {
            ("Main", "It's %1", "verb"): "It's %1",
            ("Main", "%n note(s)"): dict.fromkeys(("one", "other"), "%n note(s)"),
        },
        "app_zh_CN.ts",
        writes="zh_Hans",
        grows=False,
    ),
}
