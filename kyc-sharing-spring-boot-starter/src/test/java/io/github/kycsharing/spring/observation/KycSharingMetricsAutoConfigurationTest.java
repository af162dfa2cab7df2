package io.github.kycsharing.spring.observation;

import static io.github.kycsharing.spring.observation.ObservedExchange.accepted;
import static io.github.kycsharing.spring.observation.ObservedExchange.duplicate;
import static io.github.kycsharing.spring.observation.ObservedExchange.invalid;
import static io.github.kycsharing.spring.observation.ObservedExchange.rejected;
import static io.github.kycsharing.spring.observation.ObservedExchange.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClients;
import io.github.kycsharing.spring.KycSharingClientsAutoConfiguration;
import io.github.kycsharing.spring.Records;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KycSharingMetricsAutoConfigurationTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ObservedExchange.ENTITY, ExchangeEntity.kz("KZKEY", "kz-s3cret"));

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
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
    void timesCallsAndAttemptsByOutcome() {
        runner().run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            accepted(client, "R-1");
            accepted(client, "R-2");
            duplicate(EXCHANGE.exchange(), client, "R-3");
            rejected(EXCHANGE.exchange(), client, "R-4", "10040102");
            unknown(EXCHANGE.exchange(), client, "R-5");
            invalid(client, "R-6");

            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(calls(meters, "accepted", "SUCCESS", "none")).isEqualTo(2);
            assertThat(calls(meters, "outcome_unknown", "DUPLICATE_REQUEST", "KycOutcomeUnknownException"))
                    .isEqualTo(1);
            assertThat(calls(meters, "rejected", "INVALID_BROKER_ACCOUNT", "KycRejectedException"))
                    .isEqualTo(1);
            assertThat(calls(meters, "outcome_unknown", "none", "KycOutcomeUnknownException"))
                    .isEqualTo(1);
            assertThat(calls(meters, "not_sent", "none", "KycValidationException"))
                    .isEqualTo(1);
            assertThat(attempts(meters, "accepted")).isEqualTo(2);
            assertThat(attempts(meters, "duplicate")).isEqualTo(1);
            assertThat(attempts(meters, "rejected")).isEqualTo(1);
            assertThat(attempts(meters, "no_response")).isEqualTo(3);
        });
    }

    @Test
    void countsUnknownOutcomesFromZero() {
        runner().run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            for (String operation : List.of("share", "resume")) {
                assertThat(count(meters, "kyc.sharing.outcomes.unknown", operation))
                        .isZero();
            }
            accepted(client, "R-1");
            rejected(EXCHANGE.exchange(), client, "R-2", "10040102");
            duplicate(EXCHANGE.exchange(), client, "R-3");
            unknown(EXCHANGE.exchange(), client, "R-4");
            unknown(EXCHANGE.exchange(), client, "R-5");

            assertThat(count(meters, "kyc.sharing.outcomes.unknown", "share")).isEqualTo(3);
            assertThat(count(meters, "kyc.sharing.outcomes.unknown", "resume")).isZero();
        });
    }

    @Test
    void gaugesTheConnectionsOfTheClient() {
        runner().run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            KycSharingClient client = context.getBean(KycSharingClient.class);
            assertThat(gauge(meters, "kyc.sharing.connections.open")).isZero();
            accepted(client, "R-1");
            assertThat(gauge(meters, "kyc.sharing.connections.open")).isEqualTo(1);
            assertThat(gauge(meters, "kyc.sharing.connections.idle")).isEqualTo(1);
        });
    }

    @Test
    void tagsEachClient() {
        runner().withPropertyValues(
                        "kyc-sharing.clients.kz.biz-entity-key=KZKEY",
                        "kyc-sharing.clients.kz.secret=kz-s3cret",
                        "kyc-sharing.clients.kz.broker-type=kz-entity")
                .run(context -> {
                    KycSharingClients clients = context.getBean(KycSharingClients.class);
                    accepted(clients.find("default").orElseThrow(), "R-1");
                    clients.find("kz").orElseThrow().share(Records.kzAnswers("KZ_V6_useFor", "KZ_V6_useFor_savings"));

                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(meters.get("kyc.sharing.call")
                                    .tags("client", "kz", "broker.type", "kz_entity", "outcome", "accepted")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(calls(meters, "accepted", "SUCCESS", "none")).isEqualTo(1);
                    assertThat(meters.get("kyc.sharing.connections.open")
                                    .tag("client", "kz")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);
                });
    }

    @Test
    void tagsHaveNoRequestNoNoCustomerAndNoKey() {
        runner().run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            accepted(client, "REQ-NO-1");
            duplicate(EXCHANGE.exchange(), client, "REQ-NO-2");
            rejected(EXCHANGE.exchange(), client, "REQ-NO-3", "98765432");
            unknown(EXCHANGE.exchange(), client, "REQ-NO-4");
            invalid(client, "REQ-NO-5");

            UserInfo user = Objects.requireNonNull(Records.standard().userInfo());
            List<String> texts = ownMeters(context.getBean(MeterRegistry.class))
                    .flatMap(meter -> Stream.concat(
                            Stream.of(meter.getId().getName()),
                            meter.getId().getTags().stream().map(Tag::getValue)))
                    .distinct()
                    .toList();
            assertThat(texts).contains("kyc.sharing.call", "UNDOCUMENTED", "default");
            assertThat(texts)
                    .noneMatch(text -> text.contains("REQ-NO"))
                    .noneMatch(text -> text.contains(ObservedExchange.ENTITY.bizEntityKey()))
                    .noneMatch(text -> text.contains("98765432"))
                    .noneMatch(text -> text.contains(String.valueOf(user.entityCustomerId())))
                    .noneMatch(text -> text.contains(String.valueOf(user.brokerMainAccountId())));
        });
    }

    @Test
    void timersHaveBucketsUpToTheTotalTimeout() {
        runner().run(context -> {
            accepted(context.getBean(KycSharingClient.class), "R-1");
            for (String timer : List.of("kyc.sharing.call", "kyc.sharing.attempt")) {
                assertThat(buckets(context.getBean(MeterRegistry.class), timer))
                        .containsExactly(
                                50d, 100d, 250d, 500d, 1_000d, 2_500d, 5_000d, 10_000d, 20_000d, 30_000d, 60_000d);
            }
        });
    }

    @Test
    void applicationCanConfigureOtherBuckets() {
        runner().withPropertyValues("management.metrics.distribution.slo.kyc.sharing.call=200ms,2s")
                .run(context -> {
                    accepted(context.getBean(KycSharingClient.class), "R-1");
                    assertThat(buckets(context.getBean(MeterRegistry.class), "kyc.sharing.call"))
                            .containsExactly(200d, 2_000d);
                });
        runner().withBean(
                        "kycSharingTimerBuckets",
                        MeterFilter.class,
                        () -> MeterFilter.maxExpected("kyc.sharing", Duration.ofSeconds(1)))
                .run(context -> {
                    accepted(context.getBean(KycSharingClient.class), "R-2");
                    assertThat(buckets(context.getBean(MeterRegistry.class), "kyc.sharing.call"))
                            .isEmpty();
                });
    }

    @Test
    void isInactiveWithoutMicrometerOrIfDisabled() {
        runner().withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ClientMeters.class));
        runner().withPropertyValues("kyc-sharing.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ClientMeters.class));
    }

    private static Stream<Meter> ownMeters(MeterRegistry meters) {
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("kyc.sharing"));
    }

    private static long calls(MeterRegistry meters, String outcome, String code, String error) {
        return meters.get("kyc.sharing.call")
                .tags(
                        "client",
                        "default",
                        "broker.type",
                        "standard",
                        "operation",
                        "share",
                        "outcome",
                        outcome,
                        "code",
                        code,
                        "error",
                        error)
                .timer()
                .count();
    }

    private static long attempts(MeterRegistry meters, String outcome) {
        return meters.get("kyc.sharing.attempt").tag("attempt.outcome", outcome).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static double count(MeterRegistry meters, String name, String operation) {
        return meters.get(name)
                .tags("client", "default", "broker.type", "standard", "operation", operation)
                .counter()
                .count();
    }

    private static double gauge(MeterRegistry meters, String name) {
        return meters.get(name)
                .tags("client", "default", "broker.type", "standard")
                .gauge()
                .value();
    }

    private static List<Double> buckets(MeterRegistry meters, String timer) {
        CountAtBucket[] counts = meters.get(timer).timer().takeSnapshot().histogramCounts();
        return Arrays.stream(counts)
                .map(bucket -> bucket.bucket(TimeUnit.MILLISECONDS))
                .toList();
    }
}
