package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kycsharing.exception.KycDuplicateRequestException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.NextStep;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The meaning of DUPLICATE_REQUEST, which depends on earlier attempts. */
class DuplicateRequestTest {
    private static final Move DUPLICATE = ServerActions.response(ServerActions.error("10040008"));
    private static final Move SYSTEM_ERROR = ServerActions.response(ServerActions.error("10040004"));

    @Test
    void onTheFirstAttemptItIsADuplicateRequestException() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(DUPLICATE)) {
            assertThatExceptionOfType(KycDuplicateRequestException.class)
                    .isThrownBy(() -> share(server, "R-1"))
                    .satisfies(e -> {
                        assertThat(e.requestNo()).isEqualTo("R-1");
                        assertThat(e.nextStep()).isEqualTo(NextStep.RESOLVE);
                        assertThat(e).hasMessageContaining("DUPLICATE_REQUEST");
                        // It may be this very request, for example after a restored backup.
                        assertThat(e.evidence()).isEqualTo(Evidence.CRASHED.and(Evidence.NUMBER_SEEN));
                        assertThat(e.isResolvable()).isTrue();
                    });
        }
    }

    @Test
    void afterALostAttemptItProvesOnlyThatTheNumberWasSeen() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.resetAfterBody(), DUPLICATE)) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> share(server, "R-2"))
                    .satisfies(e -> {
                        assertThat(e.requestNoSeen()).isTrue();
                        assertThat(e.evidence()).isEqualTo(Evidence.MAY_HAVE_ARRIVED.and(Evidence.NUMBER_SEEN));
                        assertThat(e.isResolvable()).isTrue();
                        assertThat(e.requestNo()).isEqualTo("R-2");
                        assertThat(e.attempts()).isEqualTo(2);
                        assertThat(e.code().orElseThrow().value()).isEqualTo("10040008");
                    });
        }
    }

    @Test
    void afterASystemErrorItProvesNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(SYSTEM_ERROR, DUPLICATE)) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> share(server, "R-3"))
                    .satisfies(e -> {
                        assertThat(e.evidence().systemErrorPossible()).isTrue();
                        assertThat(e.requestNoSeen()).isTrue();
                        assertThat(e.nextStep()).isEqualTo(NextStep.RESOLVE);
                        assertThat(e.code().orElseThrow().value()).isEqualTo("10040008");
                        assertThat(e.attempts()).isEqualTo(2);
                    });
        }
    }

    @Test
    void afterALostAttemptAndASystemErrorItProvesNothing() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.following(ServerActions.resetAfterBody(), SYSTEM_ERROR, DUPLICATE)) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> share(server, "R-4"));
        }
    }

    @Test
    void whenResumingItProvesOnlyThatTheNumberWasSeen() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(DUPLICATE);
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.resume(ShareKycRequest.of("R-5", TestRecords.standard("42"))))
                    .satisfies(e -> assertThat(e.requestNoSeen()).isTrue());
            assertThat(server.received())
                    .singleElement()
                    .satisfies(request -> assertThat(request.requestNo()).isEqualTo("R-5"));
        }
    }

    @Test
    void aSubmissionThatNeverArrivedIsAcceptedWhenResumed() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.resume(ShareKycRequest.of("R-6", TestRecords.standard("42")))
                            .code()
                            .isSuccess())
                    .isTrue();
        }
    }

    @Test
    void refusalLeavesALostAttemptUnknown() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.resetAfterBody(), ServerActions.response(ServerActions.error("10040101")));
                ScriptedServer closedDoor = ScriptedServer.following(
                        ServerActions.resetAfterBody(), ServerActions.response(403, "", "<html>"))) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> share(server, "R-7"))
                    .satisfies(e -> assertThat(e.code().orElseThrow().name())
                            .isEqualTo("USER_LINKED_SUB_ACCOUNTS_EXCEED_LIMIT"));
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> share(closedDoor, "R-8"))
                    .withMessageContaining("allow-listed");
        }
    }

    @Test
    void resumingRequiresTheRequestNo() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.resume(ShareKycRequest.of(TestRecords.standard("42"))));
            assertThat(server.connections()).isZero();
        }
    }

    private static ShareResult share(ScriptedServer server, String requestNo) {
        try (KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            return client.share(ShareKycRequest.of(requestNo, TestRecords.standard("42")));
        }
    }
}
