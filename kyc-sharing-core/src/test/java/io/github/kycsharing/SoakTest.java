package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.OutcomeResolution.Outcome;
import io.github.kycsharing.ResolveOptions.Resubmission;
import io.github.kycsharing.exception.KycDuplicateRequestException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.ImportStatus;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.LedgerEntry.ImportState;
import io.github.kycsharing.test.LedgerEntry.State;
import io.github.kycsharing.wire.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    /** By the exchange's clock, which the test moves: no import has a result before. */
    private static final Duration IMPORT_DELAY = Duration.ofHours(1);

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
        REJECTED,
        DUPLICATE,
        NOT_SENT,
        UNKNOWN
    }

    /** A call's outcome and its exception, if there was one. */
    private record Call(Reported reported, Optional<KycSharingException> failure) {
        boolean isInDoubt() {
            return failure.filter(KycSharingException::isResolvable).isPresent();
        }
    }

    @Test
    void outcomesMatchTheLedgerOfTheExchange() throws Exception {
        Map<String, Call> reported = new ConcurrentHashMap<>();
        Map<String, Call> resumed = new ConcurrentHashMap<>();
        Map<String, Outcome> byQuery = new ConcurrentHashMap<>();
        Map<String, Outcome> resolved = new ConcurrentHashMap<>();
        Map<String, Outcome> imported = new ConcurrentHashMap<>();
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
                .seed(SEED)
                .importDelay(IMPORT_DELAY)
                .start()) {
            exchange.faults().atRandom(0.4, FAULTS);
            for (int number = 0; number < SUBMISSIONS; number += 10) {
                exchange.imports().fail("R-" + number, "The document is unreadable");
            }
            try (KycSharingClient client = client(exchange.baseUrl());
                    KycSharingClient cutOff = client("http://127.0.0.1:" + ScriptedServer.freePort())) {
                inParallel(number -> {
                    ShareKycRequest request = request(number);
                    KycSharingClient way = number % 50 == 7 ? cutOff : client;
                    reported.put("R-" + number, callOf(() -> way.share(request)));
                    query(client, number);
                });
                assertThat(reported).hasSize(SUBMISSIONS);
                List<String> mislabelled = mislabelled(reported, exchange.ledger());
                assertThat(reported)
                        .allSatisfy((requestNo, call) -> assertThat(exchange.ledgerEntry(requestNo)
                                        .filter(entry -> call.failure().isPresent() && !call.isInDoubt())
                                        .map(LedgerEntry::state))
                                .as(requestNo)
                                .isNotEqualTo(Optional.of(State.ACCEPTED)));

                exchange.faults().clear();
                // These imports get a result now; those of resumed submissions only later.
                exchange.advance(IMPORT_DELAY);
                inParallel(number -> inDoubt(reported, number)
                        .ifPresent(failure -> byQuery.put(
                                "R-" + number,
                                client.resolveOutcome(
                                                request(number),
                                                ResolveOptions.after(failure).withResubmission(Resubmission.NEVER))
                                        .outcome())));
                List<String> mislabelledByQuery = mislabelledOutcomes(byQuery, exchange.ledger());
                inParallel(number -> inDoubt(reported, number)
                        .ifPresent(
                                failure -> resumed.put("R-" + number, callOf(() -> client.resume(request(number))))));
                List<String> mislabelledLater = mislabelled(resumed, exchange.ledger());
                inParallel(number -> inDoubt(reported, number)
                        .ifPresent(failure -> resolved.put(
                                "R-" + number,
                                client.resolveOutcome(
                                                request(number),
                                                inDoubt(resumed, number).orElse(failure))
                                        .outcome())));
                List<String> mislabelledResolutions = mislabelledOutcomes(resolved, exchange.ledger());
                exchange.advance(IMPORT_DELAY);
                inParallel(number -> Optional.ofNullable(resolved.get("R-" + number))
                        .filter(outcome -> outcome == Outcome.IN_PROGRESS || outcome == Outcome.ACCEPTED)
                        .ifPresent(outcome -> imported.put("R-" + number, imported(client, number))));
                List<String> mislabelledImports = mislabelledOutcomes(imported, exchange.ledger());
                List<LedgerEntry> doubled = exchange.ledger().values().stream()
                        .filter(entry -> entry.acceptedTimes() > 1)
                        .toList();
                long resolvedByResume = resumed.values().stream()
                        .filter(call -> call.reported() == Reported.ACCEPTED)
                        .count();
                System.out.printf(
                        "Soak: %d submissions by %d callers, seed %d: reported %s, %d requests on the wire; in doubt %d:"
                                + " resolved by a resumed share only %d, by requestNo only %s, by both %s, of which imported later"
                                + " %s; lost %d, doubled %d, mislabelled %d, %d, %d, %d and %d%n",
                        SUBMISSIONS,
                        CALLERS,
                        SEED,
                        counts(reported),
                        exchange.journal().size(),
                        byQuery.size(),
                        resolvedByResume,
                        outcomes(byQuery),
                        outcomes(resolved),
                        outcomes(imported),
                        SUBMISSIONS - reported.size(),
                        doubled.size(),
                        mislabelled.size(),
                        mislabelledByQuery.size(),
                        mislabelledLater.size(),
                        mislabelledResolutions.size(),
                        mislabelledImports.size());
                assertThat(mislabelled).isEmpty();
                assertThat(mislabelledByQuery).isEmpty();
                assertThat(mislabelledLater).isEmpty();
                assertThat(mislabelledResolutions).isEmpty();
                assertThat(mislabelledImports).isEmpty();
                assertThat(byQuery).containsValues(Outcome.IMPORTED, Outcome.IMPORT_FAILED);
                assertThat(resolved).containsValue(Outcome.IN_PROGRESS);
                assertThat(imported.values())
                        .isNotEmpty()
                        .allMatch(outcome -> outcome == Outcome.IMPORTED || outcome == Outcome.IMPORT_FAILED);
                assertThat(doubled).isEmpty();
                // Without faults only a number that is used up without effect stays unknown.
                assertThat(resolved.entrySet())
                        .filteredOn(entry -> entry.getValue() == Outcome.UNKNOWN)
                        .allSatisfy(entry -> assertThat(exchange.ledgerEntry(entry.getKey())
                                        .orElseThrow()
                                        .state())
                                .isEqualTo(State.USED_UP));
            }
        }
    }

    /** Queries beside the submissions, which must disturb no submission. */
    private static void query(KycSharingClient client, int number) {
        if (number % 5 != 0) {
            return;
        }
        try {
            client.shareStatus("c" + number, "R-" + number);
            client.checkStatus(KycStatusQuery.of(TestRecords.userInfo("c" + number)));
        } catch (KycSharingException e) {
            assertThat(e).isNotInstanceOf(KycOutcomeUnknownException.class);
        }
    }

    private static Optional<KycSharingException> inDoubt(Map<String, Call> reported, int number) {
        return Objects.requireNonNull(reported.get("R-" + number)).failure().filter(KycSharingException::isResolvable);
    }

    /** The request numbers whose caller received another outcome than the ledger records. */
    private static List<String> mislabelled(Map<String, Call> reported, Map<String, LedgerEntry> ledger) {
        return reported.entrySet().stream()
                .filter(entry -> !agrees(entry.getValue(), ledger.get(entry.getKey())))
                .map(entry ->
                        entry.getKey() + " was reported as " + entry.getValue().reported())
                .toList();
    }

    /** "Unknown" agrees with every entry. Any other mismatch is a customer who cannot trade, or a doubled submission. */
    private static boolean agrees(Call call, @Nullable LedgerEntry entry) {
        State state = entry == null ? null : entry.state();
        return switch (call.reported()) {
            case ACCEPTED -> state == State.ACCEPTED;
            case REJECTED -> state != State.ACCEPTED;
            case DUPLICATE -> state == State.ACCEPTED || state == State.USED_UP;
            case NOT_SENT -> entry == null;
            case UNKNOWN -> call.isInDoubt();
        };
    }

    private static List<String> mislabelledOutcomes(Map<String, Outcome> outcomes, Map<String, LedgerEntry> ledger) {
        return outcomes.entrySet().stream()
                .filter(entry -> !agrees(entry.getValue(), ledger.get(entry.getKey())))
                .map(entry -> entry.getKey() + " was resolved as " + entry.getValue())
                .toList();
    }

    /** An import in progress may have its result by now; a result never changes. */
    private static boolean agrees(Outcome outcome, @Nullable LedgerEntry entry) {
        boolean accepted = entry != null && entry.state() == State.ACCEPTED;
        Optional<ImportState> state = entry == null ? Optional.empty() : entry.importState();
        return switch (outcome) {
            case IN_PROGRESS, ACCEPTED -> accepted;
            case IMPORTED -> accepted && state.equals(Optional.of(ImportState.SUCCESS));
            case IMPORT_FAILED -> accepted && state.equals(Optional.of(ImportState.FAIL));
            case UNKNOWN -> true;
        };
    }

    /** The result of an import that was pending before. */
    private static Outcome imported(KycSharingClient client, int number) {
        ImportStatus status =
                client.shareStatus("c" + number, "R-" + number).status().orElse(ImportStatus.INIT);
        if (status.equals(ImportStatus.SUCCESS)) {
            return Outcome.IMPORTED;
        }
        return status.equals(ImportStatus.FAIL) ? Outcome.IMPORT_FAILED : Outcome.IN_PROGRESS;
    }

    private static Map<Reported, Integer> counts(Map<String, Call> reported) {
        Map<Reported, Integer> counts = new EnumMap<>(Reported.class);
        reported.values().forEach(call -> counts.merge(call.reported(), 1, Integer::sum));
        return counts;
    }

    private static Map<Outcome, Integer> outcomes(Map<String, Outcome> resolved) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        resolved.values().forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        return counts;
    }

    private static Call callOf(Supplier<ShareResult> call) {
        try {
            assertThat(call.get().code().isSuccess()).isTrue();
            return new Call(Reported.ACCEPTED, Optional.empty());
        } catch (KycNotSentException e) {
            return new Call(Reported.NOT_SENT, Optional.of(e));
        } catch (KycDuplicateRequestException e) {
            return new Call(Reported.DUPLICATE, Optional.of(e));
        } catch (KycRejectedException e) {
            return new Call(Reported.REJECTED, Optional.of(e));
        } catch (KycOutcomeUnknownException e) {
            return new Call(Reported.UNKNOWN, Optional.of(e));
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
