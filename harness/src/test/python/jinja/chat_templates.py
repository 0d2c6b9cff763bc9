"""Packs real chat templates and what the original renders from them into the test resources.

The templates are those of llama.cpp (models/templates, MIT licence; see README.md beside the output).
They are rendered by Jinja2 as Hugging Face Transformers sets it up, for several conversations, with and
without the generation prompt, and once more with the `generation` tag that Transformers adds.

Run: /usr/bin/python3 chat_templates.py FOLDER-OF-TEMPLATES    (Debian packages python3, python3-jinja2 3.1.2)
"""
import datetime, glob, gzip, json, os, sys
import jinja2
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../resources/dev/glossa/harness/jinja")
DATE = datetime.date(2026, 1, 1)
CONVERSATIONS = {
    "user": [{"role": "user", "content": "Habari ya asubuhi?"}],
    "three-turns": [
        {"role": "user", "content": "Hello ሰላም 👋"},
        {"role": "assistant", "content": "Hi"},
        {"role": "user", "content": "2+2?"},
    ],
    "system": [
        {"role": "system", "content": "Answer in Khmer.\nBe brief."},
        {"role": "user", "content": "  សួស្តី \n\n{{ not a template }} <b>&amp;</b> \"q\" 'a' \\n "},
    ],
    "system-turns": [
        {"role": "system", "content": "تحدث بالعربية"},
        {"role": "user", "content": "مرحبا"},
        {"role": "assistant", "content": "أهلا\n\n- نقطة"},
        {"role": "user", "content": "<|im_end|> [INST] </s> ?"},
    ],
}
# Beyond the recorded parity set: what templates do with reasoning, tools and documents.
MORE = {
    "reasoning": ([
        {"role": "user", "content": "ما هو 7×8؟"},
        {"role": "assistant", "content": "<think>\nسبعة في ثمانية\n</think>\n\n56 ✅"},
        {"role": "user", "content": "እና 9×9?"},
    ], {"enable_thinking": True, "thinking": True}),
    "no-thinking": ([{"role": "user", "content": "آپ کیسے ہیں؟"}], {"enable_thinking": False, "thinking": False}),
    "tools": ([{"role": "user", "content": "የአየር ሁኔታ በአዲስ አበባ?"}], {"tools": [{"type": "function", "function": {
        "name": "weather", "description": "The weather of a city <b>&</b> \"its\" name ☔",
        "parameters": {"type": "object", "required": ["city"], "properties": {
            "city": {"type": "string", "description": "ከተማ"},
            "days": {"type": "integer", "enum": [1, 2, 3], "default": 1}}}}}]}),
    "tool-calls": ([
        {"role": "user", "content": "អាកាសធាតុ?"},
        {"role": "assistant", "content": "", "tool_calls": [{"id": "abcdef123", "type": "function", "function": {
            "name": "weather", "arguments": {"city": "ភ្នំពេញ", "days": 2}}}]},
        {"role": "tool", "tool_call_id": "abcdef123", "name": "weather", "content": "{\"sky\": \"☁\"}"},
        {"role": "assistant", "content": "ពពក"},
        {"role": "user", "content": "អរគុណ"},
    ], {}),
    "empty": ([{"role": "user", "content": ""}], {}),
    "user-twice": ([{"role": "user", "content": "ایک"}, {"role": "user", "content": "دو 🙂"}], {}),
    "assistant-last": ([{"role": "user", "content": "شروع"}, {"role": "assistant", "content": "جواب "}], {}),
}


class Generation(Extension):
    """`{% generation %}` as Transformers' AssistantTracker parses it, without the tracking."""
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_marked"), [], [], body).set_lineno(line)

    def _marked(self, caller):
        return caller()


def fail(message):
    raise jinja2.exceptions.TemplateError(message)


def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def environment(*extensions):
    env = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols", *extensions])
    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = fail
    env.globals["strftime_now"] = lambda form: DATE.strftime(form)
    return env


def rendered(env, source, messages, generate, **variables):
    try:
        return {"text": env.from_string(source).render(
            messages=json.loads(json.dumps(messages)), add_generation_prompt=generate,
            bos_token="<BOS>", eos_token="<EOS>", **variables)}
    except Exception as e:  # a template may refuse a conversation
        return {"error": type(e).__name__ + ": " + str(e)[:200]}


def write(name, rows):
    # mtime 0 and no file name: the same rows make the same bytes.
    with open(os.path.join(OUT, name), "wb") as raw:
        with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as out:
            for row in rows:
                out.write((json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8"))


def main(folder):
    templates, expected = [], []
    for path in sorted(glob.glob(os.path.join(folder, "*.jinja"))):
        with open(path, encoding="utf-8", newline="") as f:
            source = f.read()
        name = os.path.basename(path)
        templates.append({"template": name, "source": source})
        for tag, extensions in (("plain", ()), ("chat", (Generation,))):
            cases = [(c, m, {}) for c, m in CONVERSATIONS.items()]
            cases += [(c, m, v) for c, (m, v) in MORE.items()] if tag == "chat" else []
            for conversation, messages, variables in cases:
                for generate in (True, False):
                    expected.append({"template": name, "tags": tag, "conversation": conversation,
                                     "add_generation_prompt": generate}
                                    | rendered(environment(*extensions), source, messages, generate, **variables))
    conversations = [{"conversation": c, "messages": m, "variables": {}} for c, m in CONVERSATIONS.items()]
    conversations += [{"conversation": c, "messages": m, "variables": v} for c, (m, v) in MORE.items()]
    write("chat-templates.jsonl.gz", templates)
    write("chat-conversations.jsonl.gz", conversations)
    write("chat-expected.jsonl.gz", expected)
    for tag in "plain", "chat":
        rows = [row for row in expected if row["tags"] == tag]
        print(tag, len(rows), "of which rendered", sum("text" in row for row in rows))


if __name__ == "__main__":
    main(sys.argv[1])
