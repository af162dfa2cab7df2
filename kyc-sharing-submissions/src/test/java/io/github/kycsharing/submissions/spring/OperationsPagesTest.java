package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks the dashboard, the alert rules, the runbook and the table of meters against the metrics of a running application. */
class OperationsPagesTest {
    private static final Path DOCS = Path.of(System.getProperty("kyc-sharing.docs", "../docs"));
    private static final Pattern METRIC = Pattern.compile("\\bkyc_sharing_\\w+");
    private static final Pattern SELECTOR = Pattern.compile("(kyc_sharing_\\w+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(=~|=)\\s*\"([^\"]*)\"");

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    @SuppressWarnings("NullAway.Init") // before all tests
    private static OperatedBroker broker;

    /** Samples of a scrape: name and labels. */
    @SuppressWarnings("NullAway.Init") // before all tests
    private static Map<String, List<Map<String, String>>> samples;

    @BeforeAll
    static void scrape() {
        broker = OperatedBroker.start(
                EXCHANGE.exchange(),
                "jdbc:h2:mem:" + UUID.randomUUID(),
                OperatedBroker.OPEN,
                "kyc-sharing.notifications.enabled=true",
                "kyc-sharing.notifications.public-url=http://localhost:1",
                "kyc-sharing.notifications.token-secret=0123456789012345678901234567890123456789");
        KycSubmissions submissions = broker.bean(KycSubmissions.class);
        UUID id = submissions.submit(CLIENT, TestRecords.standard("C-1")).id();
        await().until(() -> submissions.find(id).orElseThrow().state().isTerminal());
        broker.bean(KycBackfills.class)
                .run(
                        BackfillPlan.of(CLIENT, "2026-11"),
                        BackfillSource.of(List.of(ShareKycRequest.of(TestRecords.standard("C-2")))));
        await().until(() -> broker.get("/actuator/prometheus").text().contains("kyc_sharing_backfill_percent{"));
        samples = samples(broker.get("/actuator/prometheus").text());
        assertThat(samples).hasSizeGreaterThan(50);
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    private static Map<String, List<Map<String, String>>> samples(String scrape) {
        Pattern sample = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? \\S+$");
        Map<String, List<Map<String, String>>> found = new HashMap<>();
        sample.matcher(scrape).results().forEach(match -> {
            Map<String, String> labels = new HashMap<>();
            if (match.group(2) != null) {
                LABEL.matcher(match.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(3)));
            }
            found.computeIfAbsent(match.group(1), name -> new ArrayList<>()).add(labels);
        });
        return found;
    }

    private static void assertExists(String expression) {
        Set<String> names =
                METRIC.matcher(expression).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
        assertThat(names).as(expression).isNotEmpty();
        assertThat(samples.keySet()).as(expression).containsAll(names);
        SELECTOR.matcher(expression)
                .results()
                .forEach(selector -> LABEL.matcher(selector.group(2))
                        .results()
                        .filter(label -> !label.group(3).startsWith("$"))
                        .forEach(label -> assertHasValues(selector.group(1), label)));
    }

    /** Each alternative of a selector is a value that the metric has, so that no rule waits for a value that never comes. */
    private static void assertHasValues(String metric, MatchResult label) {
        Set<String> values = Objects.requireNonNull(samples.get(metric)).stream()
                .map(labels -> labels.getOrDefault(label.group(1), ""))
                .collect(toCollection(TreeSet::new));
        if (label.group(1).equals("outcome") || label.group(1).equals("operation")) {
            assertThat(values).as(metric).isNotEmpty().doesNotContain(""); // values that appear with the first call
            return;
        }
        assertThat(values)
                .as(metric + " " + label.group())
                .containsAll(List.of(label.group(3).split("\\|")));
    }

    private static List<Map<String, Object>> alerts() throws IOException {
        Map<String, List<Map<String, Object>>> file =
                new Yaml().load(Files.readString(DOCS.resolve("alert-rules.yml")));
        List<Map<String, Object>> alerts = new ArrayList<>();
        Objects.requireNonNull(file.get("groups")).forEach(group -> rules(group).forEach(alerts::add));
        assertThat(alerts).hasSizeGreaterThan(10);
        return alerts;
    }

    @SuppressWarnings("unchecked") // as YAML is read
    private static List<Map<String, Object>> rules(Map<String, Object> group) {
        assertThat(group).containsOnlyKeys("name", "rules");
        return (List<Map<String, Object>>) Objects.requireNonNull(group.get("rules"));
    }

    @SuppressWarnings("unchecked") // as YAML is read
    private static Map<String, String> texts(Map<String, Object> alert, String key) {
        return (Map<String, String>) Objects.requireNonNull(alert.get(key));
    }

    @Test
    void alertRulesNameMetricsThatExist() throws IOException {
        for (Map<String, Object> alert : alerts()) {
            assertThat(alert).containsOnlyKeys("alert", "expr", "for", "labels", "annotations");
            assertExists(String.valueOf(alert.get("expr")));
            assertThat(texts(alert, "labels").get("severity")).isIn("critical", "warning");
            assertThat(texts(alert, "annotations")).containsOnlyKeys("summary", "description", "runbook_url");
        }
    }

    @Test
    void eachAlertHasASectionOfTheRunbookAndViceVersa() throws IOException {
        List<String> sections = Files.readString(DOCS.resolve("runbook.md"))
                .lines()
                .filter(line -> line.startsWith("## Kyc"))
                .map(line -> line.substring(3))
                .toList();
        assertThat(alerts().stream().map(alert -> String.valueOf(alert.get("alert"))))
                .containsExactlyInAnyOrderElementsOf(sections)
                .doesNotHaveDuplicates();
        for (Map<String, Object> alert : alerts()) {
            assertThat(texts(alert, "annotations").get("runbook_url"))
                    .endsWith("docs/runbook.md#"
                            + String.valueOf(alert.get("alert")).toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void dashboardShowsEveryMeterOfTheModule() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DOCS.resolve("grafana-dashboard.json")));
        List<JsonNode> panels = dashboard.path("panels").values().stream()
                .filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
        assertThat(panels).hasSizeGreaterThan(10);
        assertThat(dashboard.path("panels").values().stream()
                        .map(panel -> panel.path("id").asInt())
                        .toList())
                .doesNotHaveDuplicates();
        Set<String> shown = new TreeSet<>();
        for (JsonNode panel : panels) {
            assertThat(panel.path("datasource").path("uid").asString())
                    .as(panel.path("title").asString())
                    .isEqualTo("${datasource}");
            assertThat(panel.path("description").asString("")).isNotBlank();
            for (JsonNode target : panel.path("targets").values()) {
                String expression = target.path("expr").asString();
                assertExists(expression);
                METRIC.matcher(expression).results().map(MatchResult::group).forEach(shown::add);
            }
        }
        assertThat(shown)
                .containsAll(samples.keySet().stream()
                        .filter(name -> moduleMeters().anyMatch(meter -> name.equals(prometheusName(meter.getId()))))
                        .toList());
    }

    private static String prometheusName(Meter.Id id) {
        String unit = id.getBaseUnit() == null ? "" : "_" + id.getBaseUnit();
        return id.getName().replace('.', '_') + unit + (id.getType() == Meter.Type.COUNTER ? "_total" : "");
    }

    /** Those that the starter does not have. */
    private static Stream<Meter> moduleMeters() {
        return broker.bean(MeterRegistry.class).getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("kyc.sharing."))
                .filter(meter -> Stream.of("call", "attempt", "outcomes", "connections")
                        .noneMatch(part -> meter.getId().getName().startsWith("kyc.sharing." + part)));
    }

    @Test
    void pageListsTheMetersOfTheModuleAndTheirTags() throws IOException {
        String page = Files.readString(DOCS.resolve("observability.md"));
        int from = page.indexOf("\n## Meters of submissions and customers\n");
        String section = page.substring(from, page.indexOf("\n## ", from + 5));
        Map<String, Set<String>> documented = new HashMap<>();
        section.lines()
                .filter(line -> line.startsWith("| `kyc.sharing."))
                .map(line -> line.split("\\|", -1))
                .forEach(cells -> documented.put(code(cells[1]).iterator().next(), code(cells[3])));
        Map<String, Set<String>> observed = new HashMap<>();
        moduleMeters()
                .forEach(meter -> observed.put(
                        meter.getId().getName(),
                        meter.getId().getTags().stream().map(Tag::getKey).collect(toCollection(TreeSet::new))));
        assertThat(documented).isEqualTo(observed);
    }

    private static Set<String> code(String text) {
        return Pattern.compile("`([^`]+)`")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(toCollection(TreeSet::new));
    }
}
