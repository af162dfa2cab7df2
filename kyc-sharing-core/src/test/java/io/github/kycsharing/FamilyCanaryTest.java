package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestStatus;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a call around sharing reaches a log line, an exception or the text of an object. */
@Timeout(60)
class FamilyCanaryTest {
    private static final String MARK = "CANARY";
    private static final BrokerAccount ACCOUNT = BrokerAccount.of(MARK + "main", MARK + "sub");
    private static final AccountHolder USER = AccountHolder.oauth(MARK + "openId", MARK + "client");
    private static final AccountLink LINK = AccountLink.of(USER, ACCOUNT);
    private static final AccountLink CUSTOMER = AccountLink.of(AccountHolder.customer(MARK + "customer"), ACCOUNT);
    private static final InformationFiles FILES =
            InformationFiles.of(MARK + "type", "https://f.example.com/" + MARK + ".pdf");
    private static final InformationRequestFilter FILTER = InformationRequestFilter.builder()
            .entityCustomerId(MARK + "customer")
            .recordId(MARK + "record")
            .status(InformationRequestStatus.of(MARK + "status"))
            .build();

    private final LogCapture captured = new LogCapture();

    @AfterEach
    void close() {
        captured.close();
    }

    static Stream<Move> moves() {
        String echo = "\"errorData\":\"" + MARK + "\",\"message\":\"" + MARK + "\",\"code\":";
        return Stream.of(
                ServerActions.response("{" + echo + "\"000002\"}"),
                ServerActions.response("{" + echo + "\"10040004\"}"),
                ServerActions.response("{" + echo + "\"" + MARK + "\"}"),
                ServerActions.response(503, "", MARK),
                ServerActions.response(403, "", MARK),
                ServerActions.response("<html>" + MARK),
                ServerActions.response(FamilyCall.data("{'bizEntityKey':'" + MARK + "'}")),
                ServerActions.response(FamilyCall.data("{'rows':[{'bizEntityKey':'" + MARK + "'}]}")),
                ServerActions.response(FamilyCall.data(
                        "{'status':'CANARY','failMessage':'CANARY','result':'CANARY','failReason':'CANARY','total':1,"
                                + "'rows':[{'status':'CANARY','recordType':'CANARY','auditor':'CANARY'}],"
                                + "'accountList':[{'brokerSubAccountId':'CANARY'}]}")),
                ServerActions.resetAfterBody());
    }

    @ParameterizedTest
    @MethodSource("moves")
    void noFaultRevealsAValue(Move move) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(move);
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            KycAccounts accounts = client.accounts();
            KycInformationRequests requests = client.informationRequests();
            hear(() -> client.shareStatus(MARK + "customer", MARK + "number"));
            hear(() ->
                    client.shareStatusAsync(MARK + "customer", MARK + "number").join());
            hear(() -> accounts.linked(USER, MARK + "main"));
            hear(() -> accounts.checkStatus(ACCOUNT));
            hear(() -> requests.page(FILTER, 1, 1));
            hear(() -> requests.stream(FILTER).toList());
            hear(() -> requests.submit(MARK + "customer", MARK + "record", List.of(FILES)));
            hear(() -> requests.submittedFiles(MARK + "customer", MARK + "record", MARK + "number"));
            hear(() -> {
                accounts.link(List.of(LINK, CUSTOMER));
                return "linked";
            });
            hear(() -> {
                accounts.unlink(MARK + "customer", ACCOUNT);
                return "unlinked";
            });
            hear(() -> {
                accounts.refuse(MARK + "customer");
                return "refused";
            });
            assertThat(server.received()).isNotEmpty();
            assertSilence();
        }
    }

    @Test
    void noViolationRevealsAValue() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            BrokerAccount incomplete = new BrokerAccount(MARK, null);
            hear(() -> client.shareStatus(MARK + " ", MARK.repeat(30)));
            hear(() -> client.accounts().checkStatus(incomplete));
            hear(() -> client.accounts().linked(new AccountHolder(MARK, MARK, null), MARK));
            hear(() -> client.informationRequests().page(FILTER, 0, 0));
            hear(() -> client.informationRequests()
                    .submit(MARK + " ", " ", List.of(InformationFiles.of(" ", MARK, "https://a/" + MARK + ".gif"))));
            assertThat(server.connections()).isZero();
            assertSilence();
        }
    }

    @Test
    void textsOfObjectsNameNoValue() {
        Stream.of(ACCOUNT, USER, LINK, CUSTOMER, FILES, FILTER, ShareStatusQuery.of(MARK, MARK), FILTER.toBuilder())
                .forEach(captured::add);
        assertSilence();
        assertThat(LINK)
                .hasToString("AccountLink[holder=AccountHolder[openId=***, oauthClientId=***],"
                        + " account=BrokerAccount[brokerMainAccountId=***, brokerSubAccountId=***]]");
    }

    private void hear(Callable<Object> call) {
        try {
            captured.add(call.call());
        } catch (KycSharingException e) {
            captured.add(e);
        } catch (Exception e) {
            // The future's wrapper: its cause is what the caller reads.
            assertThat(e).hasCauseInstanceOf(KycSharingException.class);
            captured.add(e);
        }
    }

    private void assertSilence() {
        assertThat(captured.said()).isNotEmpty().noneMatch(line -> line.contains(MARK));
    }
}
