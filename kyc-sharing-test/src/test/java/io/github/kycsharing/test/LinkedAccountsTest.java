package io.github.kycsharing.test;

import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Linked accounts: queried, linked, unlinked, and the status that is found by them. */
class LinkedAccountsTest {
    private KycExchangeSimulator exchange;
    private Broker broker;

    @BeforeEach
    void start() {
        start(KycExchangeSimulator.builder().entity(entity()));
    }

    private static ExchangeEntity entity() {
        return ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET);
    }

    private void start(KycExchangeSimulator.Builder builder) {
        if (exchange != null) {
            exchange.close();
        }
        exchange = builder.start();
        broker = new Broker(exchange.baseUrl());
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    private static String account(String customer, String main, String sub) {
        return "{\"entityCustomerId\":\"" + customer + "\"," + accounts(main, sub) + "}";
    }

    private static String oauthAccount(String openId, String client, String main, String sub) {
        return "{" + oauth(openId, client) + "," + accounts(main, sub) + "}";
    }

    private static String oauth(String openId, String client) {
        return "\"openId\":\"" + openId + "\",\"oauthClientId\":\"" + client + "\"";
    }

    private static String accounts(String main, String sub) {
        return "\"brokerMainAccountId\":\"" + main + "\",\"brokerSubAccountId\":\"" + sub + "\"";
    }

    private String link(String... accounts) {
        String list = Stream.of(accounts).collect(Collectors.joining(","));
        return code(broker.call("add-account-info-list", "{\"accountList\":[" + list + "]}"));
    }

    private String unlink(String customer, String main, String sub) {
        return code(broker.call("unlink-kyc-data", account(customer, main, sub)));
    }

    private String linked(String holder, String main) {
        return broker.call("query-linked-accounts", "{" + holder + ",\"brokerMainAccountId\":\"" + main + "\"}")
                .path("data")
                .toString();
    }

    private List<String> subAccounts(String customer, String main) {
        JsonNode data = broker.call(
                        "query-linked-accounts",
                        "{\"entityCustomerId\":\"" + customer + "\",\"brokerMainAccountId\":\"" + main + "\"}")
                .path("data");
        return data.path("accountList")
                .valueStream()
                .peek(account -> assertThat(account.path("brokerMainAccountId").stringValue())
                        .isEqualTo(main))
                .map(account -> account.path("brokerSubAccountId").stringValue(""))
                .toList();
    }

    private JsonNode status(String main, String sub) {
        return broker.call("inner-query-kyc-status", "{" + accounts(main, sub) + "}")
                .path("data");
    }

    private static String kycStatus(JsonNode data) {
        return data.path("levelInfo").path("currentLevel").path("kycStatus").stringValue("");
    }

    private static String code(JsonNode response) {
        return response.path("code").stringValue("");
    }

    @Test
    void findsTheAccountOfAShare() {
        assertThat(broker.code(RecordBody.of("R1", "C1").set("kycInfo.userInfo.brokerMainAccountId", "1")))
                .isEqualTo("000000");

        assertThat(subAccounts("C1", "1")).containsExactly("SUB-C1");
        assertThat(subAccounts("C1", "2")).isEmpty();
        assertThat(subAccounts("C2", "1")).isEmpty();
        assertThat(exchange).linked("C1", "SUB-C1").notLinked("C2", "SUB-C1");
    }

    @Test
    void linksAndUnlinksAccounts() {
        assertThat(link(account("C1", "1", "10"), account("C1", "1", "11"), account("C1", "2", "20")))
                .isEqualTo("000000");
        assertThat(subAccounts("C1", "1")).containsExactly("10", "11");
        assertThat(subAccounts("C1", "2")).containsExactly("20");

        assertThat(unlink("C1", "1", "10")).isEqualTo("000000");
        assertThat(subAccounts("C1", "1")).containsExactly("11");
        assertThat(exchange).notLinked("C1", "10").linked("C1", "11");
        assertThat(unlink("C1", "1", "10")).isEqualTo("000000");
        assertThat(link(account("C2", "1", "10"))).isEqualTo("000000");
        assertThat(exchange.linkedAccounts())
                .hasSize(3)
                .allMatch(account -> !account.toString().contains("C1"));
    }

    @Test
    void returnsTheOtherDocumentedCodeIfSetSo() {
        start(KycExchangeSimulator.builder().entity(entity()).linkAccountsSuccessCode("000000000"));

        assertThat(link(account("C1", "1", "10"))).isEqualTo("000000000");
        assertThat(unlink("C1", "1", "10")).isEqualTo("000000");
        assertThat(exchange.journal().requests().get(0).code()).contains("000000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KycExchangeSimulator.builder().linkAccountsSuccessCode("00"));
    }

    @Test
    void refusesAnAccountOfAnotherCustomerOrMainAccount() {
        link(account("C1", "1", "10"));

        assertThat(link(account("C2", "1", "10"))).isEqualTo("10040082");
        assertThat(link(account("C1", "2", "10"))).isEqualTo("10040104");
        assertThat(unlink("C2", "1", "10")).isEqualTo("10040082");
        assertThat(unlink("C1", "2", "10")).isEqualTo("10040104");
        assertThat(broker.code(RecordBody.of("R1", "C2").set("kycInfo.userInfo.brokerSubAccountId", "10")))
                .isEqualTo("10040082");
        assertThat(exchange).linked("C1", "10");
    }

    @Test
    void linksAllAccountsOfAListOrNone() {
        link(account("C2", "1", "12"));

        assertThat(link(account("C1", "1", "10"), account("C1", "1", "12"))).isEqualTo("10040082");
        assertThat(link(account("C1", "1", "10"), account("C1", "2", "10"))).isEqualTo("10040104");
        assertThat(subAccounts("C1", "1")).isEmpty();
    }

    @Test
    void keepsTheLimitsOfTheEntity() {
        start(KycExchangeSimulator.builder()
                .entity(entity().withSubAccountLimit(2).withSubAccounts("1", List.of("10", "11", "12"))));

        assertThat(link(account("C1", "2", "10"))).isEqualTo("10040102");
        assertThat(link(account("C1", "1", "10"), account("C1", "1", "11"), account("C1", "1", "12")))
                .isEqualTo("10040101");
        assertThat(link(account("C1", "1", "10"), account("C1", "1", "11"))).isEqualTo("000000");
        assertThat(link(account("C1", "1", "12"))).isEqualTo("10040101");
    }

    @Test
    void linksByOAuth() {
        assertThat(link(oauthAccount("o1", "app", "1", "10"))).isEqualTo("000000");

        assertThat(linked(oauth("o1", "app"), "1"))
                .contains("\"brokerSubAccountId\":\"10\"")
                .contains("\"brokerMainAccountId\":\"1\"");
        assertThat(linked(oauth("o1", "other"), "1")).isEqualTo("{\"accountList\":[]}");
        assertThat(link(oauthAccount("o2", "app", "1", "10"))).isEqualTo("10040082");
        assertThat(exchange.linkedAccounts()).singleElement().satisfies(account -> {
            assertThat(account.openId()).contains("o1");
            assertThat(account.oauthClientId()).contains("app");
            assertThat(account.entityCustomerId()).isEmpty();
            assertThat(account.toString()).doesNotContain("o1", "app");
        });

        assertThat(status("1", "10").path("nonExisted").booleanValue()).isTrue();
        exchange.oauthStatus("o1", "app").set(ExchangeStatus.PASS);
        assertThat(kycStatus(status("1", "10"))).isEqualTo("PASS");
    }

    @Test
    void refusesAnInvalidOAuthLinkIfClientsAreConfigured() {
        start(KycExchangeSimulator.builder().entity(entity().withOAuthClient("app", List.of("o1"))));

        assertThat(link(oauthAccount("o1", "app", "1", "10"))).isEqualTo("000000");
        assertThat(link(oauthAccount("o2", "app", "1", "11"))).isEqualTo("10040108");
        assertThat(link(oauthAccount("o1", "other", "1", "11"))).isEqualTo("10040108");
        assertThat(code(broker.call(
                        "query-linked-accounts", "{" + oauth("o2", "app") + ",\"brokerMainAccountId\":\"1\"}")))
                .isEqualTo("10040108");
        assertThat(link(account("C1", "1", "11"))).isEqualTo("000000");
    }

    @Test
    void findsTheStatusBySubAccount() {
        broker.post(RecordBody.of("R1", "C1").set("kycInfo.userInfo.brokerMainAccountId", "1"));
        exchange.status("C1").progress(ExchangeStatus.REVIEW, ExchangeStatus.PASS);

        assertThat(kycStatus(status("1", "SUB-C1"))).isEqualTo("REVIEW");
        assertThat(kycStatus(broker.status("C1").path("data"))).isEqualTo("PASS");
        assertThat(status("1", "SUB-C1")).isEqualTo(broker.status("C1").path("data"));
        assertThat(status("2", "SUB-C1").path("nonExisted").booleanValue()).isTrue();
        assertThat(status("1", "UNKNOWN").path("nonExisted").booleanValue()).isTrue();
        link(account("C1", "1", "11"), account("C2", "1", "12"));
        assertThat(kycStatus(status("1", "11"))).isEqualTo("PASS");
        assertThat(status("1", "12").path("nonExisted").booleanValue()).isTrue();
        unlink("C1", "1", "SUB-C1");
        assertThat(status("1", "SUB-C1").path("nonExisted").booleanValue()).isTrue();
        assertThat(exchange.status("C1").current()).contains(ExchangeStatus.PASS);
    }
}
