package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycDuplicateRequestException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every evidence before an attempt and every response: the evidence after it, and the outcome of the call without a retry. */
class EvidenceTableTest {
    private static final String HEAD = """
            # Evidence: what each response proves about a submission

            `EvidenceTableTest` writes this page from what it observed over real sockets: a prepared request is delivered with one attempt, given what
            earlier attempts prove. A cell has the outcome of the call and the evidence after it. `0` is no evidence, `M` mayHaveArrived, `S`
            systemErrorPossible, `N` numberSeen and `A` accepted. With a further attempt left, the rows "system error", "no response" and "no
            connection" retry instead.

            """;

    private static final List<Evidence> BEFORE = List.of(
            Evidence.NONE,
            Evidence.MAY_HAVE_ARRIVED,
            Evidence.SYSTEM_ERROR_POSSIBLE,
            Evidence.CRASHED,
            Evidence.NUMBER_SEEN,
            Evidence.NUMBER_SEEN.and(Evidence.MAY_HAVE_ARRIVED),
            Evidence.NUMBER_SEEN.and(Evidence.SYSTEM_ERROR_POSSIBLE),
            Evidence.NUMBER_SEEN.and(Evidence.CRASHED));

    private static Map<String, @Nullable Move> responses() {
        Map<String, @Nullable Move> responses = new LinkedHashMap<>();
        responses.put("`000000`", ServerActions.accept());
        responses.put("DUPLICATE_REQUEST", ServerActions.response(ServerActions.error("10040008")));
        responses.put("refusal", ServerActions.response(ServerActions.error("10040101")));
        responses.put("undocumented code", ServerActions.response(ServerActions.error("77777777")));
        responses.put("HTTP 403, a page", ServerActions.response(403, "", "<html>forbidden</html>"));
        responses.put("system error", ServerActions.response(ServerActions.error("10040004")));
        responses.put("no response", ServerActions.resetAfterBody());
        responses.put("HTTP 429", ServerActions.response(429, "", ""));
        responses.put("unreadable response", ServerActions.response(200, "", "<html>welcome</html>"));
        responses.put("no connection", null);
        return responses;
    }

    @Test
    void onlyAnAcceptanceResolvesADoubt() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        StringJoiner head = new StringJoiner(" | ", "| response | ", " |\n");
        BEFORE.forEach(before -> head.add(letters(before)));
        page.append(head).append("|---".repeat(BEFORE.size() + 1)).append("|\n");
        for (Map.Entry<String, @Nullable Move> response : responses().entrySet()) {
            StringJoiner row = new StringJoiner(" | ", "| " + response.getKey() + " | ", " |\n");
            for (Evidence before : BEFORE) {
                row.add(outcome(before, response.getValue()));
            }
            page.append(row);
        }
        Path file = Path.of(System.getProperty("kyc-sharing.docs"), "evidence.md");
        if (Boolean.getBoolean("kyc-sharing.docs.write")) {
            Files.writeString(file, page);
        }
        assertThat(file).hasContent(page.toString());
    }

    /** Delivers once, and checks what holds for every cell of the table. */
    private static String outcome(Evidence before, @Nullable Move move) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(move == null ? ServerActions.accept() : move);
                KycSharingClient client = TestClients.standard(
                                move == null ? "http://127.0.0.1:" + ScriptedServer.freePort() : server.baseUrl())
                        .build()) {
            PreparedRequest request = client.prepare(ShareKycRequest.of("R-1", TestRecords.standard("42")));
            try {
                ShareResult result = client.deliver(
                        request,
                        before,
                        DeliveryOptions.builder().maxAttempts(1).build());
                assertThat(result.code().isSuccess()).isTrue();
                assertThat(result.evidence().accepted()).isTrue();
                return cell("accepted", before, result.evidence());
            } catch (KycSharingException e) {
                assertThat(e.evidence().accepted()).isFalse();
                assertThat(e.isResolvable()).isEqualTo(!e.evidence().isClean());
                if (!before.isClean() && !before.equals(Evidence.SYSTEM_ERROR_POSSIBLE)) {
                    // No refusal takes back a doubt.
                    assertThat(e).isInstanceOf(KycOutcomeUnknownException.class);
                }
                return cell(name(e), before, e.evidence());
            }
        }
    }

    private static String name(KycSharingException e) {
        if (e instanceof KycDuplicateRequestException) {
            return "duplicate";
        }
        if (e instanceof KycAccessDeniedException) {
            return "access denied";
        }
        if (e instanceof KycRejectedException) {
            return "rejected";
        }
        return e instanceof KycNotSentException ? "not sent" : "unknown";
    }

    private static String cell(String outcome, Evidence before, Evidence after) {
        assertThat(after.and(before)).as("flags only go up").isEqualTo(after);
        return outcome + ", " + letters(after);
    }

    private static String letters(Evidence evidence) {
        String letters = (evidence.mayHaveArrived() ? "M" : "")
                + (evidence.systemErrorPossible() ? "S" : "")
                + (evidence.numberSeen() ? "N" : "")
                + (evidence.accepted() ? "A" : "");
        return "`" + (letters.isEmpty() ? "0" : letters) + "`";
    }
}
