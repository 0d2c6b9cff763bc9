package dev.glossa.harness.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A template is what some model's publisher wrote: none may take the machine down, whatever it says.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileTemplateTest {
    /// Ten thousand letters of content and one that is none.
    private static final Map<String, Object> GIVEN = Map.of("s", "ሀ".repeat(9_999) + "ለ", "xs", List.of(1, 2, 3));

    private static String render(String template) {
        return Template.parse(template).render(GIVEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // Size by a single call.
        "{{ range(10**9) }}", "{{ 'a' * 10**9 }}", "{{ 10**9 * 'a' }}", "{{ [1] * 10**9 }}", "{{ (1,) * 10**9 }}",
        "{{ 'a'.center(10**9) }}", "{{ 'a'.ljust(10**9) }}", "{{ 'a'.rjust(10**9) }}", "{{ '1'.zfill(10**9) }}",
        "{{ 'a'|center(10**9) }}", "{{ '\\t'.expandtabs(10**9) }}", "{{ 'a\\nb'|indent(10**9) }}",
        "{{ '%1000000000d' % 1 }}", "{{ '%.1000000000f' % 1 }}", "{{ '%*d' % (10**9, 1) }}", "{{ '%-1000000000s' % 'a' }}",
        "{{ '{:1000000000}'.format(1) }}", "{{ '{:.1000000000f}'.format(1.5) }}", "{{ '{:{w}}'.format(1, w=10**9) }}",
        "{{ 1.5|round(10**9) }}", "{{ 1|round(-10**9) }}", "{{ [1]|tojson(indent=10**9) }}",
        "{{ [1]|batch(10**9, 0)|list }}", "{{ [1]|slice(10**9)|list }}",
        "{{ 10**(10**10) }}", "{{ 2**(10**9) }}", "{{ 7**7**7**7**7**7**7**7 }}", "{{ 9999999999**99999 }}",
        // Size by repetition.
        "{% set ns = namespace(v='ab') %}{% for i in range(99) %}{% set ns.v = ns.v + ns.v %}{% endfor %}",
        "{% set ns = namespace(v='ab') %}{% for i in range(99) %}{% set ns.v = ns.v ~ ns.v %}{% endfor %}",
        "{% set ns = namespace(v='ab') %}{% for i in range(99) %}{% set ns.v = ns.v.replace('', ns.v) %}{% endfor %}",
        "{% set ns = namespace(v='ab') %}{% for i in range(99) %}{% set ns.v = ns.v.join([ns.v, ns.v, ns.v]) %}{% endfor %}",
        "{% set ns = namespace(v='ab') %}{% for i in range(99) %}{% set ns.v = '%s%s' % (ns.v, ns.v) %}{% endfor %}",
        "{% set ns = namespace(v='ab') %}{% for i in range(99) %}{% set ns.v = '{0}{0}'.format(ns.v) %}{% endfor %}",
        "{% set ns = namespace(v='ab') %}{% for i in range(99) %}{% set ns.v = ns.v|tojson + ns.v|e %}{% endfor %}",
        "{% set ns = namespace(v='ab') %}{% for i in range(99) %}{% set ns.v %}{{ ns.v }}{{ ns.v }}{% endset %}{% endfor %}",
        "{% set ns = namespace(v=[1]) %}{% for i in range(99) %}{% set ns.v = ns.v + ns.v %}{% endfor %}",
        "{% set ns = namespace(v=7) %}{% for i in range(99) %}{% set ns.v = ns.v * ns.v %}{% endfor %}",
        "{% for a in range(100000) %}{% for b in range(100000) %}{% for c in range(100000) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
        "{% for a in range(100000) if range(100000)|sum < 0 %}{% endfor %}",
        // Values that hold themselves many times over: small to make, endless to walk.
        "{% set ns = namespace(v=[1]) %}{% for i in range(99) %}{% set ns.v = [ns.v, ns.v] %}{% endfor %}{{ ns.v }}",
        "{% set ns = namespace(v=[1]) %}{% for i in range(99) %}{% set ns.v = [ns.v, ns.v] %}{% endfor %}{{ ns.v|tojson }}",
        "{% set ns = namespace(v=[1]) %}{% for i in range(99) %}{% set ns.v = {'a': ns.v, 'b': ns.v} %}{% endfor %}{{ ns.v|string }}",
        "{% set ns = namespace(v=(1,), w=(1,)) %}{% for i in range(99) %}{% set ns.v = (ns.v, ns.v) %}{% set ns.w = (ns.w, ns.w) %}{% endfor %}{{ ns.v == ns.w }}",
        "{% set ns = namespace(v=(1,), w=(1,)) %}{% for i in range(99) %}{% set ns.v = (ns.v, ns.v) %}{% set ns.w = (ns.w, ns.w) %}{% endfor %}{{ ns.v < ns.w }}",
        "{% set ns = namespace(v=(1,)) %}{% for i in range(99) %}{% set ns.v = (ns.v, ns.v) %}{% endfor %}{{ {ns.v: 1} }}",
        "{% set ns = namespace(v=[]) %}{% for i in range(90000) %}{% set ns.v = [ns.v] %}{% endfor %}{{ ns.v }}",
        "{% set ns = namespace(v=[]) %}{% for i in range(90000) %}{% set ns.v = [ns.v] %}{% endfor %}{{ ns.v|tojson }}",
        "{% set ns = namespace(v=()) %}{% for i in range(90000) %}{% set ns.v = (ns.v,) %}{% endfor %}{{ ns.v in {} }}",
        "{% set ns = namespace() %}{% set ns.v = ns %}{{ ns }}",
        "{% set ns = namespace(v=[3]) %}{% for i in range(90000) %}{% set ns.v = ns.v|map('abs') %}{% endfor %}{{ ns.v|list }}",
        "{% set ns = namespace(v=[3]) %}{% for i in range(90000) %}{% set ns.v = ns.v|select %}{% endfor %}{{ ns.v|list }}",
        // Endless descent.
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% macro m(x=m()) %}{% endmacro %}{{ m() }}",
        "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% macro m() %}{% call m() %}{% endcall %}{{ caller }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% macro r() %}{% call m() %}{{ r() }}{% endcall %}{% endmacro %}{{ r() }}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% macro m() %}{% set x = m() %}{% filter upper %}{{ m() }}{% endfilter %}{% endmacro %}{{ m() }}",
        // Slow searches.
        "{% for i in range(100000) %}{{ s.find('ሀ' * 31 + 'ሐ') }}{% endfor %}",
        "{% set n = 'ሀ' * 5000 + 'ሐ' %}{% for i in range(100000) %}{{ n in s }}{{ s.rfind(n) }}{% endfor %}",
        "{% for i in range(100000) %}{{ s.count('ለ') }}{{ s.split('ለ')|length }}{{ s.upper()|length }}{% endfor %}",
        "{% for i in range(100000) %}{{ s[i % 9999] }}{{ s == s ~ '' }}{{ s < s ~ 'a' }}{% endfor %}",
        "{% for i in range(100000) %}{{ s.rsplit('ሀ' * 20)|length }}{% endfor %}",
        "{% for i in range(100000) %}{{ 5e-324 < 1e308 * i + 10**400 }}{{ '%.9000e' % 5e-324 }}{% endfor %}",
        "{% for i in range(100000) %}{{ 1.7e308|round(3)|int|string|length }}{% endfor %}",
        "{% set n = 7**4000 %}{% for i in range(100000) %}{% if n * 3 // 7 % 5 == 9 %}{% endif %}{% endfor %}",
        "{% set ns = namespace(f=none) %}{% macro m() %}{% macro k() %}{{ m }}{% endmacro %}{% endmacro %}{% for i in range(100000) %}{{ m() }}{{ s|list|length }}{% endfor %}",
        "{% for i in range(100000) %}{{ s|list|sort|join|length }}{{ s|unique|list }}{{ s|groupby(0) }}{% endfor %}",
        "{% for i in range(100000) %}{{ s|wordcount }}{{ s|title|length }}{{ s|urlencode|length }}{{ s|reverse|length }}{% endfor %}",
    })
    void aTemplateThatAsksForTooMuchIsStoppedWithOneClearError(String template) {
        assertThatThrownBy(() -> render(template)).isExactlyInstanceOf(TemplateException.class)
                .hasMessageMatching("(?s)template line 1: .{10,300}");
    }

    static List<String> deep() {
        int n = 30_000;
        return List.of("{{ " + "(".repeat(n) + "1" + ")".repeat(n) + " }}", "{{ " + "[".repeat(n) + "]".repeat(n) + " }}",
                "{{ " + "{1:".repeat(n) + "1" + "}".repeat(n) + " }}", "{{ " + "not ".repeat(n) + "1 }}",
                "{{ " + "- ".repeat(n) + "1 }}", "{{ 1" + " + 1".repeat(n) + " }}", "{{ 1" + " ** 1".repeat(n) + " }}",
                "{{ 1" + " and 1".repeat(n) + " }}", "{{ 1" + " or 0 or 0".repeat(n) + " }}", "{{ s" + "|upper".repeat(n) + " }}",
                "{{ s" + "[0]".repeat(n) + " }}", "{{ s" + ".x".repeat(n) + " }}", "{{ s" + "()".repeat(n) + " }}",
                "{{ s" + " is string is string".repeat(n) + " }}", "{{ " + "1 if 0 else ".repeat(n) + "1 }}",
                "{{ 1" + " if 1".repeat(n) + " }}", "{{ " + "s[".repeat(n) + "0" + "]".repeat(n) + " }}",
                "{{ " + "s(".repeat(n) + ")".repeat(n) + " }}", "{% if 1 %}".repeat(n) + "{% endif %}".repeat(n),
                "{% for x in xs %}".repeat(n) + "{% endfor %}".repeat(n), "{% macro m() %}".repeat(n) + "{% endmacro %}".repeat(n),
                "{% filter " + "upper|".repeat(n) + "upper %}{% endfilter %}", "{% set " + "(".repeat(n) + "a" + ")".repeat(n) + " = 1 %}",
                "{% set x %}".repeat(n) + "{% endset %}".repeat(n), "{% with %}".repeat(n) + "{% endwith %}".repeat(n),
                "{% call m() %}".repeat(n) + "{% endcall %}".repeat(n), "{{ '" + "{:".repeat(n) + "}".repeat(n) + "'.format(1) }}",
                "{{ " + "s|default(".repeat(n) + "1" + ")".repeat(n) + " }}", "{{ 9" + "9".repeat(n) + " }}", "{{ " + "9".repeat(n) + ".5 }}",
                "{{ x." + "9".repeat(n) + " }}", "{{ s" + "|nope".repeat(n) + " }}", "{{ " + "s|nope ~ ".repeat(n) + "1 }}");
    }

    @ParameterizedTest
    @MethodSource("deep")
    void aTemplateNestedWithoutEndIsRefused(String template) {
        assertThat(catchThrowable(() -> render(template))).isExactlyInstanceOf(TemplateException.class);
    }

    @Test
    void theBoundOnDepthFitsHalfTheUsualStack() throws InterruptedException {
        Throwable[] thrown = new Throwable[1];
        Thread small = new Thread(null, () -> thrown[0] = catchThrowable(() -> render("{% macro m(n) %}{% if n %}{% for x in [n] %}"
                + "{{ [m(n - 1) ~ 'a']|first|trim }}{% endfor %}{% endif %}{% endmacro %}{{ m(100000) }}")), "small", 512 * 1024);
        small.start();
        small.join();
        assertThat(thrown[0]).isExactlyInstanceOf(TemplateException.class).hasMessageContaining("nested deeper than");
    }

    @Test
    void aTemplateOfUnboundedLengthIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> Template.parse("a".repeat(1_000_001))).isInstanceOf(TemplateException.class)
                .hasMessageContaining("at most 1000000");
    }

    static List<String> long_() {
        int n = 50_000;
        return List.of("{{ 1 }}".repeat(n / 2), "{".repeat(n * 4), "{# #}".repeat(n), "{%".repeat(n), "{{'".repeat(n), " {%- ".repeat(n),
                "{% raw %}".repeat(n / 4), "{% raw %}" + "{% ".repeat(n), "x".repeat(n) + "\n".repeat(n) + "{%- if 1 -%}" + " ".repeat(n) + "{% endif %}",
                "{{ 1 }}" + " {% if 1 %}{% endif %}".repeat(n / 8), "{{ '" + "\\".repeat(n) + "' }}", "{{ " + "a ".repeat(n) + "}}",
                "{% if 0 %}" + "{% elif 0 %}".repeat(n / 4) + "{% endif %}", "{{ [" + "1,".repeat(n) + "] }}");
    }

    @ParameterizedTest
    @MethodSource("long_")
    void aLongTemplateTakesTimeInProportion(String template) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(() -> render(template));
        // A quadratic reader would take minutes for these.
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(20);
        assertThat(thrown == null || thrown.getClass() == TemplateException.class).isTrue();
    }

    @Test
    void nothingOfTheHostIsWithinReach() {
        for (String probe : List.of("s.__class__", "s.class", "s.getClass", "s.chars", "s.hashCode", "xs.__class__.__mro__", "range.__globals__",
                "namespace.__init__", "raise_exception.body", "self", "environment", "config", "s.format.__func__", "xs.stream", "loop.statement")) {
            String shown = catchThrowable(() -> assertThat(render("{{ " + probe + " }}")).isEmpty()) == null ? "" : "refused";
            assertThat(shown).isIn("", "refused");
        }
        assertThatThrownBy(() -> render("{{ '{0.__class__.__mro__}'.format(s) }}")).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> render("{% include '/etc/passwd' %}")).hasMessageContaining("not supported");
        assertThatThrownBy(() -> Template.parse("{{ x }}").render(Map.of("x", new Object())))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("java.lang.Object");
    }

    @Test
    void longContentEarnsMoreSteps() {
        String content = "ቃል ".repeat(500_000);
        assertThat(Template.parse("{% if '</think>' in s %}{{ s.split('</think>')[-1] }}{% endif %}{{ s|trim }}{{ s.strip() ~ '.' }}")
                .render(Map.of("s", content))).hasSize(2 * (content.length() - 1) + 1);
    }
}
