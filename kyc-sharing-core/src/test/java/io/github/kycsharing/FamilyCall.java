package io.github.kycsharing;

import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestStatus;
import io.github.kycsharing.model.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A call around sharing: what it sends, a response of success, and a response to another request. */
record FamilyCall(
        Operation operation,
        String path,
        String body,
        String success,
        String crossed,
        Function<KycSharingClient, Object> method) {
    private static final String PREFIX = "/bapi/ekyc/v2/public/ekyc/customer/";
    private static final BrokerAccount ACCOUNT = BrokerAccount.of("M-1", "S-1");
    private static final String NO_DATA = "{\"code\":\"000000\",\"data\":null,\"success\":true}";

    static Stream<FamilyCall> all() {
        return Stream.concat(queries(), writes());
    }

    static Stream<FamilyCall> queries() {
        return Stream.of(
                new FamilyCall(
                        Operation.CHECK_SHARE_STATUS,
                        "query-share-data-status",
                        "{'bizEntityKey':'BROKERKEY','entityCustomerId':'42','requestNo':'R-1'}",
                        data("{'requestNo':'R-1','status':'SUCCESS'}"),
                        data("{'requestNo':'R-9','status':'SUCCESS'}"),
                        client -> client.shareStatus("42", "R-1")),
                new FamilyCall(
                        Operation.CHECK_STATUS_BY_ACCOUNT,
                        "inner-query-kyc-status",
                        "{'bizEntityKey':'BROKERKEY','brokerMainAccountId':'M-1','brokerSubAccountId':'S-1'}",
                        data("{'levelInfo':{'currentLevel':{'kycStatus':'PASS'}}}"),
                        data("{'brokerSubAccountId':'S-9','levelInfo':{'currentLevel':{'kycStatus':'PASS'}}}"),
                        client -> client.accounts().checkStatus(ACCOUNT)),
                new FamilyCall(
                        Operation.LIST_LINKED_ACCOUNTS,
                        "query-linked-accounts",
                        "{'bizEntityKey':'BROKERKEY','entityCustomerId':'42','brokerMainAccountId':'M-1'}",
                        data("{'accountList':[{'brokerMainAccountId':'M-1','brokerSubAccountId':77}]}"),
                        data("{'entityCustomerId':'43','accountList':[]}"),
                        client -> client.accounts().linked(AccountHolder.customer("42"), "M-1")),
                new FamilyCall(
                        Operation.LIST_LINKED_ACCOUNTS,
                        "query-linked-accounts",
                        "{'bizEntityKey':'BROKERKEY','brokerMainAccountId':'M-1','openId':'O-1','oauthClientId':'C-1'}",
                        data("{'accountList':[]}"),
                        data("{'bizEntityKey':'OTHER','accountList':[]}"),
                        client -> client.accounts().linked(AccountHolder.oauth("O-1", "C-1"), "M-1")),
                new FamilyCall(
                        Operation.LIST_INFORMATION_REQUESTS,
                        "page-query-rfi-records",
                        "{'bizEntityKey':'BROKERKEY','entityCustomerId':'42','kycType':'USER','recordId':'I-1',"
                                + "'status':'PROCESS','startTime':'2026-01-02','endTime':'2026-02-03','page':2,'rows':10}",
                        data("{'total':1,'rows':[{'recordId':'I-1','entityCustomerId':'42'}]}"),
                        data("{'total':1,'rows':[{'recordId':'I-1','entityCustomerId':'43'}]}"),
                        client -> client.informationRequests()
                                .page(
                                        InformationRequestFilter.builder()
                                                .entityCustomerId("42")
                                                .recordId("I-1")
                                                .status(InformationRequestStatus.PROCESS)
                                                .createdFrom(LocalDate.of(2026, 1, 2))
                                                .createdTo(LocalDate.of(2026, 2, 3))
                                                .build(),
                                        2,
                                        10)),
                new FamilyCall(
                        Operation.CHECK_SUBMITTED_FILES,
                        "query-submit-rfi-result",
                        "{'bizEntityKey':'BROKERKEY','entityCustomerId':'42','kycType':'USER','recordId':'I-1',"
                                + "'requestNo':'F-1'}",
                        data("{'result':'SUCCESS'}"),
                        data("{'requestNo':'F-9','result':'SUCCESS'}"),
                        client -> client.informationRequests().submittedFiles("42", "I-1", "F-1")));
    }

    static Stream<FamilyCall> writes() {
        return Stream.of(
                new FamilyCall(
                        Operation.LINK_ACCOUNTS,
                        "add-account-info-list",
                        "{'bizEntityKey':'BROKERKEY','accountList':["
                                + "{'entityCustomerId':'42','brokerMainAccountId':'M-1','brokerSubAccountId':'S-1'},"
                                + "{'openId':'O-1','oauthClientId':'C-1','brokerMainAccountId':'M-1',"
                                + "'brokerSubAccountId':'S-1'}]}",
                        NO_DATA,
                        data("{'bizEntityKey':'OTHER'}"),
                        client -> {
                            client.accounts()
                                    .link(List.of(
                                            AccountLink.of(AccountHolder.customer("42"), ACCOUNT),
                                            AccountLink.of(AccountHolder.oauth("O-1", "C-1"), ACCOUNT)));
                            return "linked";
                        }),
                new FamilyCall(
                        Operation.UNLINK_ACCOUNT,
                        "unlink-kyc-data",
                        "{'bizEntityKey':'BROKERKEY','entityCustomerId':'42','brokerMainAccountId':'M-1',"
                                + "'brokerSubAccountId':'S-1'}",
                        NO_DATA,
                        data("{'entityCustomerId':'43'}"),
                        client -> {
                            client.accounts().unlink("42", ACCOUNT);
                            return "unlinked";
                        }),
                new FamilyCall(
                        Operation.REFUSE_RECORD,
                        "refused-kyc-data",
                        "{'bizEntityKey':'BROKERKEY','entityCustomerId':'42'}",
                        NO_DATA,
                        data("{'entityCustomerId':'43'}"),
                        client -> {
                            client.accounts().refuse("42");
                            return "refused";
                        }),
                new FamilyCall(
                        Operation.SUBMIT_FILES,
                        "submit-rfi-record",
                        "{'bizEntityKey':'BROKERKEY','entityCustomerId':'42','kycType':'USER','recordId':'I-1',"
                                + "'fileDataList':[{'type':'ADDRESS','files':[{'fileUrl':'https://f.example.com/a.pdf'}]}]}",
                        data("{'requestNo':'F-1'}"),
                        data("{'requestNo':'F-1','entityCustomerId':'43'}"),
                        client -> client.informationRequests()
                                .submit(
                                        "42",
                                        "I-1",
                                        List.of(InformationFiles.of("ADDRESS", "https://f.example.com/a.pdf")))));
    }

    static String data(String json) {
        return "{\"code\":\"000000\",\"message\":null,\"data\":" + json.replace('\'', '"') + ",\"success\":true}";
    }

    String requestLine() {
        return "POST " + PREFIX + path + " HTTP/1.1";
    }

    String json() {
        return body.replace('\'', '"');
    }

    Object on(KycSharingClient client) {
        return method.apply(client);
    }

    @Override
    public String toString() {
        return path + " " + operation;
    }
}
