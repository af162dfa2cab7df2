package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.CallOutcome;
import io.github.kycsharing.spi.ConnectionCounts;
import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The events that an observer receives, and its isolation from the call. */
class ObserverTest {
    private static final ShareKycRequest REQUEST = ShareKycRequest.of("R-1", TestRecords.standard("42"));

    @Test
    void receivesEachAttemptAndTheOutcome() throws IOException {
        Diary diary = new Diary();
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.resetAfterBody(),
                        ServerActions.response(503, "", ""),
                        ServerActions.response(ServerActions.error("10040008")));
                KycSharingClient client =
                        TestClients.standard(server.baseUrl()).observer(diary).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> client.share(REQUEST));
            assertThat(diary.entries)
                    .containsExactly(
                            "SHARE",
                            "attempt R-1 1",
                            "NO_RESPONSE Optional.empty",
                            "attempt R-1 2",
                            "NO_RESPONSE Optional.empty",
                            "attempt R-1 3",
                            "DUPLICATE Optional[10040008 DUPLICATE_REQUEST]",
                            "failed KycOutcomeUnknownException OUTCOME_UNKNOWN",
                            "over");
        }
    }

    @Test
    void receivesFailuresAndUnsentCalls() throws IOException {
        Diary diary = new Diary();
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(ServerActions.error("10040102")));
                KycSharingClient client =
                        TestClients.standard(server.baseUrl()).observer(diary).build()) {
            assertThatExceptionOfType(KycRejectedException.class).isThrownBy(() -> client.share(REQUEST));
            assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> client.resume(REQUEST));
            assertThat(diary.entries)
                    .containsExactly(
                            "SHARE",
                            "attempt R-1 1",
                            "REJECTED Optional[10040102 INVALID_BROKER_ACCOUNT]",
                            "failed KycRejectedException REJECTED",
                            "over",
                            "RESUME",
                            "attempt R-1 1",
                            "REJECTED Optional[10040102 INVALID_BROKER_ACCOUNT]",
                            "failed KycOutcomeUnknownException OUTCOME_UNKNOWN",
                            "over");
        }
        try (KycSharingClient client =
                TestClients.standard("http://localhost").observer(diary).build()) {
            assertThatExceptionOfType(KycValidationException.class)
                    .isThrownBy(() -> client.share(KycInfo.builder().build()));
            assertThat(diary.entries).contains("failed KycValidationException NOT_SENT");
        }
    }

    @Test
    void onCompletedIsCalledForEveryCall() {
        Diary diary = new Diary();
        try (KycSharingClient client = TestClients.standard("http://localhost")
                .requestNoGenerator(() -> {
                    throw new IllegalStateException("no more numbers");
                })
                .observer(diary)
                .build()) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> client.share(TestRecords.standard("42")));
        }
        assertThat(diary.entries).containsExactly("SHARE", "over");
    }

    @Test
    void observersAreNested() throws IOException {
        Diary diary = new Diary();
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .observer(new Named("first", diary.entries))
                        .observer(operation -> {
                            throw new IllegalStateException("of no use to the others");
                        })
                        .observer(new Named("second", diary.entries))
                        .build()) {
            client.share(REQUEST);
            assertThat(diary.entries)
                    .containsExactly(
                            "first sees a client",
                            "second sees a client",
                            "first begins",
                            "second begins",
                            "first tries",
                            "second tries",
                            "second tried",
                            "first tried",
                            "second returned",
                            "first returned",
                            "second is over",
                            "first is over");
            assertThat(server.received()).singleElement().satisfies(request -> {
                assertThat(request.header("x-first")).isEqualTo("1");
                assertThat(request.header("x-second")).isEqualTo("1");
            });
        }
    }

    @Test
    void receivesStatusQueries() throws IOException {
        Diary diary = new Diary();
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response("<html>"),
                        ServerActions.accept(),
                        ServerActions.response(ServerActions.error("000002")));
                KycSharingClient client =
                        TestClients.standard(server.baseUrl()).observer(diary).build()) {
            KycStatusQuery query = KycStatusQuery.of(TestRecords.userInfo("42"));
            client.checkStatus(query);
            assertThatExceptionOfType(KycRejectedException.class).isThrownBy(() -> client.checkStatus(query));
            String id = diary.entries.get(1).split(" ", -1)[1];
            String other = diary.entries.get(8).split(" ", -1)[1];
            assertThat(id).hasSize(36).isNotEqualTo(other);
            assertThat(diary.entries)
                    .containsExactly(
                            "CHECK_STATUS",
                            "attempt " + id + " 1",
                            "UNREADABLE Optional.empty",
                            "attempt " + id + " 2",
                            "ACCEPTED Optional[000000 SUCCESS]",
                            "returned " + id,
                            "over",
                            "CHECK_STATUS",
                            "attempt " + other + " 1",
                            "REJECTED Optional[000002 ILLEGAL_PARAM]",
                            "failed KycRejectedException REJECTED",
                            "over");
        }
        try (ScriptedServer server =
                        ScriptedServer.following(ServerActions.response("<html>"), ServerActions.response("<html>"));
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .delivery(DeliveryOptions.builder().maxAttempts(2).build())
                        .observer(diary)
                        .build()) {
            assertThatExceptionOfType(KycNoResponseException.class)
                    .isThrownBy(() -> client.checkStatus(KycStatusQuery.of(TestRecords.userInfo("42"))));
            assertThat(diary.entries).contains("failed KycNoResponseException NO_RESPONSE");
        }
    }

    @Test
    void countsConnections() throws IOException {
        Diary diary = new Diary();
        try (ScriptedServer server = ScriptedServer.following((conversation, received) -> {
                    received.add(conversation.readRequest());
                    conversation.response(200, "", ServerActions.ACCEPTED.getBytes(StandardCharsets.UTF_8));
                    conversation.stall(60_000);
                });
                KycSharingClient client =
                        TestClients.standard(server.baseUrl()).observer(diary).build()) {
            assertThat(diary.connections.get(0).get()).isEqualTo(new ConnectionCounts(0, 0));
            client.share(REQUEST);
            assertThat(diary.entries).contains("returned R-1");
            assertThat(diary.connections.get(0).get()).isEqualTo(new ConnectionCounts(1, 1));
        }
    }

    @Test
    void mayAddHeadersButReplaceNone() throws IOException {
        DeliveryObserver forger = operation -> new Diary() {
            @Override
            public AttemptObservation onAttemptStarted(String requestNo, int number) {
                return new AttemptObservation() {
                    @Override
                    public Map<String, String> headers() {
                        return Map.of("traceparent", "00-1-2-01", "x-sha2-signature", "forged");
                    }

                    @Override
                    public void onCompleted(AttemptReport report) {
                        entries.add(report.kind().name());
                    }
                };
            }
        };
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client =
                        TestClients.standard(server.baseUrl()).observer(forger).build()) {
            client.share(REQUEST);
            assertThat(server.received()).singleElement().satisfies(request -> {
                assertThat(request.header("traceparent")).isEqualTo("00-1-2-01");
                assertThat(request.header("X-SHA2-Signature")).matches("[0-9a-f]{64}");
            });
        }
    }

    @Test
    void cannotBreakADelivery() throws IOException {
        DeliveryObserver thrower = operation -> {
            throw new IllegalStateException("at once");
        };
        DeliveryObserver laterThrower = operation -> new CallObservation() {
            @Override
            public AttemptObservation onAttemptStarted(String requestNo, int number) {
                return report -> {
                    throw new IllegalStateException("when it ended");
                };
            }

            @Override
            public void onSuccess(String id) {
                throw new IllegalStateException("on success");
            }

            @Override
            public void onFailure(KycSharingException failure) {
                throw new IllegalStateException("when it failed");
            }

            @Override
            public void onCompleted() {
                throw new IllegalStateException("when it was over");
            }
        };
        for (DeliveryObserver observer : List.of(thrower, laterThrower)) {
            try (ScriptedServer server =
                            ScriptedServer.following(ServerActions.resetAfterBody(), ServerActions.accept());
                    KycSharingClient client = TestClients.standard(server.baseUrl())
                            .observer(observer)
                            .build()) {
                assertThat(client.share(REQUEST).code().isSuccess()).isTrue();
                assertThatExceptionOfType(KycValidationException.class)
                        .isThrownBy(() -> client.share(KycInfo.builder().build()));
            }
        }
    }

    /** Records the order of its events, under its name. */
    private record Named(String name, List<String> entries) implements DeliveryObserver, CallObservation {
        @Override
        public void bindConnectionMetrics(Supplier<ConnectionCounts> connections) {
            entries.add(name + " sees a client");
        }

        @Override
        public CallObservation onCallStarted(Operation operation) {
            entries.add(name + " begins");
            return this;
        }

        @Override
        public AttemptObservation onAttemptStarted(String requestNo, int number) {
            entries.add(name + " tries");
            return new AttemptObservation() {
                @Override
                public Map<String, String> headers() {
                    return Map.of("x-" + name, "1");
                }

                @Override
                public void onCompleted(AttemptReport report) {
                    entries.add(name + " tried");
                }
            };
        }

        @Override
        public void onSuccess(String requestNo) {
            entries.add(name + " returned");
        }

        @Override
        public void onFailure(KycSharingException failure) {
            entries.add(name + " failed");
        }

        @Override
        public void onCompleted() {
            entries.add(name + " is over");
        }
    }

    /** Records its events. */
    private static class Diary implements DeliveryObserver, CallObservation {
        final List<String> entries = new CopyOnWriteArrayList<>();
        final List<Supplier<ConnectionCounts>> connections = new CopyOnWriteArrayList<>();

        @Override
        public CallObservation onCallStarted(Operation operation) {
            entries.add(operation.name());
            return this;
        }

        @Override
        public void bindConnectionMetrics(Supplier<ConnectionCounts> counts) {
            connections.add(counts);
        }

        @Override
        public AttemptObservation onAttemptStarted(String requestNo, int number) {
            entries.add("attempt " + requestNo + " " + number);
            return report -> entries.add(report.kind() + " " + report.code());
        }

        @Override
        public void onSuccess(String requestNo) {
            entries.add("returned " + requestNo);
        }

        @Override
        public void onCompleted() {
            entries.add("over");
        }

        @Override
        public void onFailure(KycSharingException failure) {
            entries.add("failed " + failure.getClass().getSimpleName() + " " + CallOutcome.of(failure));
        }
    }
}
