package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.NextStep;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The next step of each failure, and the table of docs/delivery.md that lists it for each code. */
class NextStepTest {
    private static final Path PAGE = Path.of("..", "docs", "delivery.md");
    private static final String BEGIN = "<!-- next steps, checked by NextStepTest: begin -->\n";
    private static final String END = "<!-- next steps: end -->";

    /** {@code -Dkyc-sharing.docs.write=true} regenerates the table. */
    @Test
    void pageListsTheNextStepOfEveryCode() throws IOException {
        String table = table();
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        assertThat(from).isGreaterThan(BEGIN.length()).isLessThanOrEqualTo(to);
        if (Boolean.getBoolean("kyc-sharing.docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }

        assertThat(page.substring(from, to))
                .as("docs/delivery.md is stale: run this test with -Dkyc-sharing.docs.write=true")
                .isEqualTo(table);
    }

    private static String table() throws IOException {
        List<String> rows =
                new ArrayList<>(List.of("| code | name | share | query | other call |", "|---|---|---|---|---|"));
        for (DocumentedCode code : DocumentedCode.values()) {
            if (code != DocumentedCode.SUCCESS) {
                String value = code.wireValues().get(0);
                rows.add(code.wireValues().stream().collect(Collectors.joining("`, `", "| `", "` | `" + code + "` | `"))
                        + afterCode(value, NextStepTest::share).nextStep() + "` | `"
                        + afterCode(value, NextStepTest::query).nextStep() + "` | `"
                        + afterCode(value, NextStepTest::write).nextStep() + "` |");
            }
        }
        return String.join("\n", rows) + "\n";
    }

    @ParameterizedTest
    @CsvSource({
        "000002, CORRECT_RECORD, CORRECT_RECORD, CORRECT_RECORD",
        "10040080, FIX_CONFIGURATION, FIX_CONFIGURATION, FIX_CONFIGURATION",
        "10115005, FIX_CONFIGURATION, FIX_CONFIGURATION, FIX_CONFIGURATION",
        "10040008, RESOLVE, CONTACT_EXCHANGE, RESOLVE",
        "10040004, RESOLVE, RETRY, RESOLVE",
        "100001001, RESOLVE, RETRY, RESOLVE",
        "10115001, RESOLVE, CONTACT_EXCHANGE, RESOLVE",
        "10040103, RESOLVE, RETRY, RESOLVE",
        "10040106, CORRECT_RECORD, CORRECT_RECORD, CORRECT_RECORD",
        "10040108, CONTACT_EXCHANGE, CONTACT_EXCHANGE, CONTACT_EXCHANGE",
        "77777777, CONTACT_EXCHANGE, CONTACT_EXCHANGE, CONTACT_EXCHANGE"
    })
    void aCodeHasANextStepForEachKindOfCall(String code, NextStep share, NextStep query, NextStep write)
            throws IOException {
        assertThat(afterCode(code, NextStepTest::share).nextStep()).isEqualTo(share);
        assertThat(afterCode(code, NextStepTest::query).nextStep()).isEqualTo(query);
        assertThat(afterCode(code, NextStepTest::write).nextStep()).isEqualTo(write);
    }

    @Test
    void refusedAddressNeedsConfiguration() throws IOException {
        for (Consumer<KycSharingClient> call :
                List.<Consumer<KycSharingClient>>of(NextStepTest::share, NextStepTest::query, NextStepTest::write)) {
            try (ScriptedServer server = ScriptedServer.following(ServerActions.response(403, "", "<html>"))) {
                assertThat(failure(server.baseUrl(), call))
                        .isInstanceOf(KycAccessDeniedException.class)
                        .extracting(KycSharingException::nextStep)
                        .isEqualTo(NextStep.FIX_CONFIGURATION);
            }
        }
    }

    @Test
    void lostSubmissionIsResolvedAndLostQueryRetried() throws IOException {
        for (Consumer<KycSharingClient> call :
                List.<Consumer<KycSharingClient>>of(NextStepTest::share, NextStepTest::write)) {
            try (ScriptedServer server = ScriptedServer.following(ServerActions.resetAfterBody())) {
                assertThat(failure(server.baseUrl(), call))
                        .isInstanceOf(KycOutcomeUnknownException.class)
                        .extracting(KycSharingException::nextStep)
                        .isEqualTo(NextStep.RESOLVE);
            }
        }
        try (ScriptedServer server = ScriptedServer.following(ServerActions.resetAfterBody())) {
            assertThat(failure(server.baseUrl(), NextStepTest::query).nextStep())
                    .isEqualTo(NextStep.RETRY);
        }
    }

    @Test
    void aCallWithoutConnectionIsRetried() throws IOException {
        String nothingListens = "http://127.0.0.1:" + ScriptedServer.freePort();
        for (Consumer<KycSharingClient> call :
                List.<Consumer<KycSharingClient>>of(NextStepTest::share, NextStepTest::query, NextStepTest::write)) {
            assertThat(failure(nothingListens, call))
                    .isInstanceOf(KycNotSentException.class)
                    .extracting(KycSharingException::nextStep)
                    .isEqualTo(NextStep.RETRY);
        }
    }

    @Test
    void aFailingSignerNeedsConfiguration() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = KycSharingClient.builder()
                        .bizEntityKey(TestRecords.KEY)
                        .brokerType(BrokerType.STANDARD)
                        .baseUrl(server.baseUrl())
                        .signer(body -> {
                            throw new IllegalStateException("no secret");
                        })
                        .build()) {
            KycNotSentException failure = catchThrowableOfType(KycNotSentException.class, () -> share(client));
            assertThat(failure.reason()).isEqualTo(Reason.SIGNING_FAILED);
            assertThat(failure.nextStep()).isEqualTo(NextStep.FIX_CONFIGURATION);
        }
    }

    @Test
    void onlyAnInvalidNumberNeedsANewRequestNo() {
        KycValidationException number = invalid(ShareKycRequest.of("x".repeat(121), TestRecords.standard("42")));
        KycValidationException record = invalid(ShareKycRequest.of("REQ-1", TestRecords.standard(" ")));
        KycValidationException both = invalid(ShareKycRequest.of("x".repeat(121), TestRecords.standard(" ")));

        assertThat(number.nextStep()).isEqualTo(NextStep.NEW_REQUEST_NO);
        assertThat(record.nextStep()).isEqualTo(NextStep.CORRECT_RECORD);
        assertThat(both.nextStep()).isEqualTo(NextStep.CORRECT_RECORD);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"INVALID", "SIGNING_FAILED"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyOtherReasonIsTemporary(Reason reason) {
        FailureContext context = FailureContext.notAttempted("REQ-1");

        assertThat(new KycNotSentException(reason, "not sent", context, null).nextStep())
                .isEqualTo(NextStep.RETRY);
    }

    @Test
    void everyStepIsOfSomeFailure() throws IOException {
        List<NextStep> ofCodes = new ArrayList<>();
        for (DocumentedCode code : DocumentedCode.values()) {
            code.nextStep().ifPresent(ofCodes::add);
        }
        ofCodes.add(NextStep.NEW_REQUEST_NO);

        assertThat(ofCodes).contains(NextStep.values());
        assertThat(DocumentedCode.SUCCESS.nextStep()).isEmpty();
        assertThat(Arrays.stream(NextStep.values()).map(NextStep::name).toList())
                .allSatisfy(step -> assertThat(Files.readString(PAGE)).contains("`" + step + "`"));
    }

    private static void share(KycSharingClient client) {
        client.share(TestRecords.standard("42"));
    }

    private static void query(KycSharingClient client) {
        client.checkStatus(KycStatusQuery.of(TestRecords.userInfo("42")));
    }

    private static void write(KycSharingClient client) {
        client.accounts().unlink("42", new BrokerAccount("1234567", "7654321"));
    }

    private static KycValidationException invalid(ShareKycRequest request) {
        try (KycSharingClient client =
                TestClients.standard("http://127.0.0.1:1").build()) {
            return catchThrowableOfType(KycValidationException.class, () -> client.share(request));
        }
    }

    private static KycSharingException afterCode(String code, Consumer<KycSharingClient> call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(ServerActions.error(code)))) {
            KycSharingException failure = failure(server.baseUrl(), call);
            assertThat(failure).isInstanceOfAny(KycRejectedException.class, KycOutcomeUnknownException.class);
            return failure;
        }
    }

    private static KycSharingException failure(String baseUrl, Consumer<KycSharingClient> call) {
        DeliveryOptions twice = DeliveryOptions.builder()
                .maxAttempts(2)
                .initialBackoff(Duration.ofMillis(1))
                .build();
        try (KycSharingClient client =
                TestClients.standard(baseUrl).delivery(twice).build()) {
            return catchThrowableOfType(KycSharingException.class, () -> call.accept(client));
        }
    }
}
