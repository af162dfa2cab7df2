package io.github.kycsharing.spring.observation;

import static io.github.kycsharing.spring.observation.ObservedExchange.accepted;
import static io.github.kycsharing.spring.observation.ObservedExchange.duplicate;
import static io.github.kycsharing.spring.observation.ObservedExchange.rejected;
import static io.github.kycsharing.spring.observation.ObservedExchange.statusReturned;
import static io.github.kycsharing.spring.observation.ObservedExchange.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spi.AttemptKind;
import io.github.kycsharing.spi.CallOutcome;
import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientsAutoConfiguration;
import io.github.kycsharing.spring.Records;
import io.github.kycsharing.test.KycExchangeExtension;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Checks docs/observability.md against the meters, tags, spans and properties of a running application. */
class ObservabilityPageTest {
    private static final Path PAGE = Path.of("..", "docs", "observability.md");
    private static final Pattern BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE = KycExchangeExtension.of(ObservedExchange.ENTITY);

    private final Map<String, Set<String>> spans = new TreeMap<>();

    private WebApplicationContextRunner runner() {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        CompositeMeterRegistryAutoConfiguration.class,
                        SimpleMetricsExportAutoConfiguration.class,
                        ObservationAutoConfiguration.class,
                        KycSharingAutoConfiguration.class,
                        KycSharingClientsAutoConfiguration.class,
                        KycSharingObservationAutoConfiguration.class,
                        KycSharingMetricsAutoConfiguration.class))
                .withPropertyValues(ObservedExchange.properties(EXCHANGE.exchange()));
    }

    @Test
    void pageHasTheMetersAndTheirTags() {
        runner().run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            Set<Meter.Id> ids = new HashSet<>();
            meters.config().onMeterAdded(meter -> ids.add(meter.getId()));
            KycSharingClient client = context.getBean(KycSharingClient.class);
            meters.forEachMeter(meter -> ids.add(meter.getId()));
            accepted(client, "R-1");
            duplicate(EXCHANGE.exchange(), client, "R-2");
            rejected(EXCHANGE.exchange(), client, "R-3", "10040102");
            unknown(EXCHANGE.exchange(), client, "R-4");

            Map<String, Set<String>> observed = ids.stream()
                    .filter(id -> id.getName().startsWith("kyc.sharing") && id.syntheticAssociation() == null)
                    .collect(Collectors.toMap(Meter.Id::getName, ObservabilityPageTest::keys, (one, other) -> {
                        assertThat(one).isEqualTo(other);
                        return one;
                    }));
            Map<String, Set<String>> documented = rows("## Meters", "`kyc.sharing.")
                    .collect(Collectors.toMap(cells -> code(cells[1]).first(), cells -> code(cells[3])));
            assertThat(documented).isEqualTo(observed);
            assertThat(rows("## Meters", "`").map(cells -> code(cells[1]).first()))
                    .containsAll(observed.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        });
    }

    @Test
    void pageHasTheValuesOfTheTags() {
        Map<String, Set<String>> values = rows("## Meters", "`")
                .collect(Collectors.toMap(cells -> code(cells[1]).first(), cells -> code(cells[2]), (a, b) -> a));
        assertThat(values.get("broker.type")).isEqualTo(constants(BrokerType.values()));
        assertThat(values.get("operation")).isEqualTo(constants(Operation.values()));
        assertThat(values.get("outcome")).containsAll(constants(CallOutcome.values()));
        assertThat(values.get("attempt.outcome")).isEqualTo(constants(AttemptKind.values()));
    }

    @Test
    void pageHasTheSpansAndTheirTags() {
        runner().withBean(SpanNames.class, () -> new SpanNames(spans)).run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            accepted(client, "R-1");
            client.resume(ShareKycRequest.of("R-2", Records.standard()));
            statusReturned(client);
            Map<String, Set<String>> documented = rows("## Tracing", "`kyc-sharing ")
                    .collect(Collectors.toMap(cells -> code(cells[1]).first(), cells -> code(cells[2])));
            assertThat(documented).isEqualTo(spans);
        });
    }

    @Test
    void pageHasNoUnknownMeterAndNoUnknownProperty() throws IOException {
        // Those of the module of submissions are checked there.
        Set<String> known = Stream.of("## Meters", "## Meters of submissions and customers")
                .flatMap(section -> rows(section, "`kyc.sharing."))
                .map(cells -> code(cells[1]).first())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(code(page()))
                .filteredOn(name -> name.startsWith("kyc.sharing."))
                .isSubsetOf(known);

        String configuration = Files.readString(Path.of("..", "docs", "configuration.md"));
        assertThat(code(page()).stream()
                        .map(name -> name.replaceFirst(":.*", ""))
                        .filter(name -> name.startsWith("kyc-sharing.")
                                || name.contains("kyc-sharing.")
                                || name.startsWith("management.endpoint.kycsharing"))
                        .filter(name -> !name.equals("kyc-sharing.clients")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(configuration).contains("| `" + name + "` |"));
    }

    @Test
    void sampleSetsTheBuckets() throws IOException {
        String yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(page())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining());
        PropertySource<?> documented = new YamlPropertySourceLoader()
                .load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .get(0);
        runner().withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(documented))
                .run(context -> {
                    accepted(context.getBean(KycSharingClient.class), "R-1");
                    assertThat(Arrays.stream(context.getBean(MeterRegistry.class)
                                            .get("kyc.sharing.call")
                                            .timer()
                                            .takeSnapshot()
                                            .histogramCounts())
                                    .map(bucket -> bucket.bucket(TimeUnit.MILLISECONDS)))
                            .containsExactly(200d, 2_000d, 20_000d);
                });
    }

    @Test
    void samplePropertyDisablesTimersAndSpans() {
        assertThat(page()).contains("`management.observations.enable.kyc.sharing: false`");
        runner().withPropertyValues("management.observations.enable.kyc.sharing=false")
                .run(context -> {
                    accepted(context.getBean(KycSharingClient.class), "R-1");
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(meters.find("kyc.sharing.call").timer()).isNull();
                    assertThat(meters.find("kyc.sharing.outcomes.unknown").counter())
                            .isNotNull();
                });
    }

    private static Stream<String[]> rows(String section, String beginning) {
        String page = page();
        int from = page.indexOf("\n" + section + "\n");
        assertThat(from).as(section).isPositive();
        int to = page.indexOf("\n## ", from + 1);
        return page.substring(from, to)
                .lines()
                .filter(line -> line.startsWith("| " + beginning))
                .map(line -> line.split("\\|", -1));
    }

    private static SortedSet<String> code(String text) {
        return CODE.matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> constants(Enum<?>[] values) {
        return Arrays.stream(values).map(TagValue::of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys(Meter.Id id) {
        return id.getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record SpanNames(Map<String, Set<String>> names) implements ObservationHandler<Observation.Context> {
        @Override
        public void onStop(Observation.Context context) {
            names.put(
                    String.valueOf(context.getContextualName()),
                    context.getHighCardinalityKeyValues().stream()
                            .map(KeyValue::getKey)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
