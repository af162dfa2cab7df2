package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.ImportStatus;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestPage;
import io.github.kycsharing.model.InformationRequestStatus;
import io.github.kycsharing.model.InformationRequestType;
import io.github.kycsharing.model.LinkedAccounts;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.model.SubmittedFiles;
import io.github.kycsharing.model.SubmittedFilesStatus;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the calls around sharing return. */
@Timeout(60)
class FamilyResultsTest {
    private static final List<InformationFiles> FILES =
            List.of(InformationFiles.of("ADDRESS", "https://f.example.com/a.pdf"));

    private static <T> T result(String response, Function<KycSharingClient, T> call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(response));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            return call.apply(client);
        }
    }

    private static ShareStatus shareStatus(String data) throws IOException {
        return result(FamilyCall.data(data), client -> client.shareStatus("42", "17"));
    }

    @Test
    void aShareStatusWithTheSameNumberIsConclusive() throws IOException {
        ShareStatus failed = shareStatus("{'requestNo':17,'status':'FAIL','failMessage':'CANARY'}");
        assertThat(failed.isConclusive()).isTrue();
        assertThat(failed.status()).contains(ImportStatus.FAIL);
        assertThat(failed.status().orElseThrow().isFinal()).isTrue();
        assertThat(failed.failMessage()).contains("CANARY");
        assertThat(failed).hasToString("ShareStatus[conclusive=true, status=FAIL]");

        ShareStatus odd = shareStatus("{'requestNo':'17','status':'CANARY'}");
        assertThat(odd.status().orElseThrow().value()).isEqualTo("CANARY");
        assertThat(odd.status().orElseThrow().isFinal()).isFalse();
        assertThat(odd).hasToString("ShareStatus[conclusive=true, status=other]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{'status':'SUCCESS','entityCustomerId':'42'}",
                "{'requestNo':null,'status':'SUCCESS'}",
                "{'requestNo':' ','status':'FAIL','failMessage':'no'}"
            })
    void aShareStatusWithoutTheNumberSaysNothing(String data) throws IOException {
        ShareStatus status = shareStatus(data);
        assertThat(status.isConclusive()).isFalse();
        assertThat(status.status()).isEmpty();
        assertThat(status.failMessage()).isEmpty();
        assertThat(status.requestNo()).isEqualTo("17");
    }

    @Test
    void aShareStatusCanBeMadeForAFake() {
        assertThat(ShareStatus.inconclusive("17").isConclusive()).isFalse();
        assertThat(ShareStatus.of("17", ImportStatus.INIT).status()).contains(ImportStatus.INIT);
    }

    @Test
    void aShareStatusIsQueriedAsynchronously() throws IOException {
        String own = FamilyCall.data("{'requestNo':'17','status':'SUCCESS'}");
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(own), ServerActions.response(ServerActions.error("000002")));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.shareStatusAsync("42", "17").join().status()).contains(ImportStatus.SUCCESS);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(
                            () -> client.shareStatusAsync(ShareStatusQuery.of("42", "17"), DeliveryOptions.inherited())
                                    .join())
                    .withCauseInstanceOf(KycRejectedException.class);
        }
    }

    @Test
    void linkedAccountsHaveAllDigits() throws IOException {
        LinkedAccounts linked = result(
                FamilyCall.data("{'accountList':[{'brokerMainAccountId':'M-1','brokerSubAccountId':9007199254740993},"
                        + "7,{'brokerSubAccountId':'S-2'}]}"),
                client -> client.accounts().linked(AccountHolder.customer("42"), "M-1"));
        assertThat(linked.accounts().orElseThrow())
                .containsExactly(BrokerAccount.of("M-1", "9007199254740993"), new BrokerAccount(null, "S-2"));
        assertThat(linked).hasToString("LinkedAccounts[2 accounts]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{'accountList':null}"})
    void noListIsNotAnEmptyList(String data) throws IOException {
        assertThat(result(
                                FamilyCall.data(data),
                                client -> client.accounts().linked(AccountHolder.customer("42"), "M-1"))
                        .accounts())
                .isEmpty();
    }

    @Test
    void anInformationRequestIsTyped() throws IOException {
        InformationRequestPage page = result(
                FamilyCall.data("{'total':12,'rows':[{'recordId':9007199254740993,'bizEntityKey':'BROKERKEY',"
                        + "'entityCustomerId':'CANARY','kycType':'USER','status':'PROCESS','fileTypes':['ADDRESS',7],"
                        + "'expireTime':1751010142158,'recordType':'WCK','auditor':'CANARY','auditTime':'soon',"
                        + "'dbCreateTime':1751010142000,'new':1}]}"),
                client -> client.informationRequests().page(InformationRequestFilter.ALL, 1, 10));
        assertThat(page.total()).hasValue(12);
        InformationRequest request = page.rows().get(0);
        assertThat(request.recordId()).contains("9007199254740993");
        assertThat(request.entityCustomerId()).contains("CANARY");
        assertThat(request.kycType()).contains("USER");
        assertThat(request.status()).contains(InformationRequestStatus.PROCESS);
        assertThat(request.fileTypes()).containsExactly("ADDRESS");
        assertThat(request.expireTime()).contains(Instant.ofEpochMilli(1_751_010_142_158L));
        assertThat(request.recordType()).contains(InformationRequestType.WCK);
        assertThat(request.auditor()).contains("CANARY");
        assertThat(request.auditTime()).isEmpty();
        assertThat(request.dbCreateTime()).contains(Instant.ofEpochMilli(1_751_010_142_000L));
        assertThat(request.fields()).containsEntry("auditTime", "soon");
        assertThat(request).hasToString("InformationRequest[status=PROCESS, recordType=WCK]");
        assertThat(page).hasToString("InformationRequestPage[1 rows]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'requestNo':'77'}", "{'requestNo':77}", "'77'", "77"})
    void submittingFilesReturnsTheGivenNumber(String data) throws IOException {
        String number = result(
                FamilyCall.data(data), client -> client.informationRequests().submit("42", "I-1", FILES));
        assertThat(number).isEqualTo("77");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{'requestNo':null}", "' '", "[]", "{'requestNo':1.5}", "true"})
    void submittingFilesWithoutANumberIsUnknown(String data) throws IOException {
        Throwable failure = result(
                FamilyCall.data(data),
                client -> catchThrowable(() -> client.informationRequests().submit("42", "I-1", FILES)));
        assertThat(failure)
                .isInstanceOf(KycOutcomeUnknownException.class)
                .hasMessageContaining("a response without the data of this call");
    }

    @Test
    void theResultOfFilesIsTyped() throws IOException {
        SubmittedFiles files = result(
                FamilyCall.data("{'result':'FAILED','failReason':'CANARY'}"),
                client -> client.informationRequests().submittedFiles("42", "I-1", "F-1"));
        assertThat(files.result()).contains(SubmittedFilesStatus.FAILED);
        assertThat(files.result().orElseThrow().isFinal()).isTrue();
        assertThat(files.failReason()).contains("CANARY");
        assertThat(files).hasToString("SubmittedFiles[result=FAILED]");
    }

    private static Move page(String total, String... ids) {
        String rows = Stream.of(ids).map(id -> "{'recordId':'" + id + "'}").collect(Collectors.joining(","));
        return ServerActions.response(FamilyCall.data("{'total':" + total + ",'rows':[" + rows + "]}"));
    }

    private static List<String> streamed(int expectedPages, Move... pages) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(pages);
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            List<String> ids = client.informationRequests().stream(InformationRequestFilter.ALL)
                    .map(request -> request.recordId().orElseThrow())
                    .toList();
            assertThat(server.received()).hasSize(expectedPages);
            for (int i = 0; i < expectedPages; i++) {
                assertThat(server.received().get(i).text()).contains("\"page\":" + (i + 1) + ",\"rows\":50");
            }
            return ids;
        }
    }

    @Test
    void aStreamEndsAtTheTotal() throws IOException {
        assertThat(streamed(2, page("3", "a", "b"), page("3", "c"), page("3", "z")))
                .containsExactly("a", "b", "c");
        assertThat(streamed(1, page("0"))).isEmpty();
    }

    @Test
    void aStreamEndsAtAnEmptyPage() throws IOException {
        assertThat(streamed(3, page("null", "a", "b"), page("null", "c"), page("null")))
                .containsExactly("a", "b", "c");
    }

    @Test
    void aStreamEndsAtARepeatedPage() throws IOException {
        assertThat(streamed(2, page("9", "a", "b"))).containsExactly("a", "b");
    }

    @Test
    void aStreamHasARequestThatMovedOnlyOnce() throws IOException {
        assertThat(streamed(3, page("4", "a", "b"), page("4", "b", "c"), page("4", "d")))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void aStreamQueriesAPageWhenItIsReached() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        page("3", "a", "b"), ServerActions.response(ServerActions.error("000002")));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            Stream<InformationRequest> lazy = client.informationRequests().stream(InformationRequestFilter.ALL);
            assertThat(server.connections()).isZero();
            assertThat(client.informationRequests().stream(InformationRequestFilter.ALL)
                            .limit(2))
                    .hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
            Iterator<InformationRequest> iterator = lazy.iterator();
            assertThatExceptionOfType(KycRejectedException.class).isThrownBy(iterator::hasNext);
        }
    }
}
