package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.LedgerEntry.State;
import io.github.kycsharing.wire.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many submissions by many callers to an exchange with random faults of every kind, from a fixed seed. At the end the test compares
 * the outcome of each caller with the exchange's ledger: nothing lost, nothing doubled, nothing mislabelled.
 */
@Timeout(600)
class SoakTest {
    private static final int SUBMISSIONS = Integer.getInteger("kyc-sharing.soak.submissions", 3_000);
    private static final int CALLERS = 32;
    private static final long SEED = 20_261_122;

    private static final Fault[] FAULTS = {
        Fault.RESET_BEFORE_PROCESSING,
        Fault.RESET_AFTER_PROCESSING,
        Fault.CLOSE_BEFORE_PROCESSING,
        Fault.CLOSE_AFTER_PROCESSING,
        Fault.HALF_RESPONSE,
        Fault.GARBAGE,
        Fault.TRUNCATED_JSON,
        Fault.EMPTY_BODY,
        Fault.GZIP,
        Fault.TOO_MANY_REQUESTS,
        Fault.tooManyRequests("0"),
        Fault.FORBIDDEN,
        Fault.HTTP_500,
        Fault.HTTP_502.afterProcessing(),
        Fault.HTTP_503,
        Fault.HTTP_504.afterProcessing(),
        Fault.SYSTEM_ERROR,
        Fault.SYSTEM_ERROR_NUMBER_USED_UP,
        Fault.code("10040103"),
        Fault.code("10040102"),
        Fault.stallBeforeHeaders(Duration.ofMillis(400)),
        Fault.stallAfterHeaders(Duration.ofMillis(400)),
    };

    /** The outcome that a caller received. */
    private enum Reported {
        ACCEPTED,
        RECEIVED,
        REJECTED,
        NOT_SENT,
        UNKNOWN
    }

    @Test
    void outcomesMatchTheLedgerOfTheExchange() throws Exception {
        Map<String, Reported> reported = new ConcurrentHashMap<>();
        Map<String, Reported> resumed = new ConcurrentHashMap<>();
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
                .seed(SEED)
                .start()) {
            exchange.faults().atRandom(0.4, FAULTS);
            try (KycSharingClient client = client(exchange.baseUrl());
                    KycSharingClient cutOff = client("http://127.0.0.1:" + ScriptedServer.freePort())) {
                inParallel(number -> {
                    ShareKycRequest request = request(number);
                    KycSharingClient way = number % 50 == 7 ? cutOff : client;
                    reported.put(
                            "R-" + number,
                            outcomeOf(() -> way.share(request).outcome().name()));
                });
                assertThat(reported).hasSize(SUBMISSIONS);
                List<String> mislabelled = mislabelled(reported, exchange.ledger());

                exchange.faults().clear();
                inParallel(number -> {
                    if (reported.get("R-" + number) == Reported.UNKNOWN) {
                        resumed.put(
                                "R-" + number,
                                outcomeOf(() ->
                                        client.resume(request(number)).outcome().name()));
                    }
                });
                List<String> mislabelledLater = mislabelled(resumed, exchange.ledger());
                List<LedgerEntry> doubled = exchange.ledger().values().stream()
                        .filter(entry -> entry.acceptedTimes() > 1)
                        .toList();
                System.out.printf(
                        "Soak: %d submissions by %d callers, seed %d: reported %s, %d requests on the wire; the unknown ones resumed:"
                                + " %s; lost %d, doubled %d, mislabelled %d and %d%n",
                        SUBMISSIONS,
                        CALLERS,
                        SEED,
                        counts(reported),
                        exchange.journal().size(),
                        counts(resumed),
                        SUBMISSIONS - reported.size(),
                        doubled.size(),
                        mislabelled.size(),
                        mislabelledLater.size());
                assertThat(mislabelled).isEmpty();
                assertThat(mislabelledLater).isEmpty();
                assertThat(doubled).isEmpty();
                // Without faults no outcome stays unknown.
                assertThat(resumed.values()).doesNotContain(Reported.UNKNOWN);
            }
        }
    }

    /** The request numbers whose caller received another outcome than the ledger records. */
    private static List<String> mislabelled(Map<String, Reported> reported, Map<String, LedgerEntry> ledger) {
        return reported.entrySet().stream()
                .filter(entry -> !agrees(entry.getValue(), ledger.get(entry.getKey())))
                .map(entry -> entry.getKey() + " was reported as " + entry.getValue())
                .toList();
    }

    /** "Unknown" agrees with every entry. Any other mismatch is a customer who cannot trade, or a doubled submission. */
    private static boolean agrees(Reported label, @Nullable LedgerEntry entry) {
        State state = entry == null ? null : entry.state();
        return switch (label) {
            case ACCEPTED -> state == State.ACCEPTED;
            case RECEIVED -> state == State.ACCEPTED || state == State.USED_UP;
            case REJECTED -> state != State.ACCEPTED;
            case NOT_SENT -> entry == null;
            case UNKNOWN -> true;
        };
    }

    private static Map<Reported, Integer> counts(Map<String, Reported> reported) {
        Map<Reported, Integer> counts = new EnumMap<>(Reported.class);
        reported.values().forEach(label -> counts.merge(label, 1, Integer::sum));
        return counts;
    }

    private static Reported outcomeOf(Supplier<String> call) {
        try {
            return Reported.valueOf(call.get());
        } catch (KycNotSentException e) {
            return Reported.NOT_SENT;
        } catch (KycRejectedException e) {
            return Reported.REJECTED;
        } catch (KycOutcomeUnknownException e) {
            return Reported.UNKNOWN;
        } catch (KycSharingException e) {
            throw new AssertionError("There is no fourth family", e);
        }
    }

    private static ShareKycRequest request(int number) {
        KycInfo info = TestRecords.standard("c" + number);
        boolean invalid = number % 50 == 11;
        return ShareKycRequest.of(
                "R-" + number, invalid ? info.toBuilder().basicInfo(null).build() : info);
    }

    private static void inParallel(IntConsumer submission) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < SUBMISSIONS; i++) {
                int number = i;
                all.add(callers.submit(() -> submission.accept(number)));
            }
            for (Future<?> one : all) {
                one.get(500, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static KycSharingClient client(String baseUrl) {
        return TestClients.standard(baseUrl)
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofMillis(250))
                .delivery(DeliveryOptions.builder()
                        .maxAttempts(3)
                        .initialBackoff(Duration.ofMillis(5))
                        .maxBackoff(Duration.ofMillis(20))
                        .totalTimeout(Duration.ofSeconds(20))
                        .build())
                .build();
    }
}
