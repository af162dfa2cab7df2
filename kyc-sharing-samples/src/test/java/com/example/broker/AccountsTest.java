package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycAccounts;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.LevelStatus;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The samples of docs/accounts.md. */
class AccountsTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("MY_KEY", "my-secret"));

    private static final UserInfo USER = Objects.requireNonNull(aCustomer().userInfo());
    private static final String CUSTOMER_ID = Objects.requireNonNull(USER.entityCustomerId());
    private static final String MAIN_ACCOUNT = Objects.requireNonNull(USER.brokerMainAccountId());
    private static final String SUB_ACCOUNT = Objects.requireNonNull(USER.brokerSubAccountId());

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();
    private KycSharingClient client;

    @BeforeEach
    void open() {
        client = KycSharingClient.builder()
                .bizEntityKey("MY_KEY")
                .secret("my-secret")
                .brokerType(BrokerType.STANDARD)
                .baseUrl(exchange.baseUrl())
                .notifyUrl(".")
                .build();
        client.share(aCustomer());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void linksASecondAccount() {
        String customerId = CUSTOMER_ID;
        String mainAccount = MAIN_ACCOUNT;
        // tag::link[]
        KycAccounts accounts = client.accounts();
        AccountHolder customer = AccountHolder.customer(customerId);
        BrokerAccount second = BrokerAccount.of(mainAccount, "SECOND-SUB-ACCOUNT");

        accounts.link(List.of(AccountLink.of(customer, second)));
        List<BrokerAccount> linked =
                accounts.linked(customer, mainAccount).accounts().orElse(List.of());
        // end::link[]
        assertThat(linked).containsExactlyInAnyOrder(BrokerAccount.of(mainAccount, SUB_ACCOUNT), second);
    }

    @Test
    void linksTheUserOfAnOAuthLink() {
        String mainAccount = MAIN_ACCOUNT;
        BrokerAccount second = BrokerAccount.of(mainAccount, "SECOND-SUB-ACCOUNT");
        KycAccounts accounts = client.accounts();
        // tag::oauth[]
        AccountHolder user = AccountHolder.oauth("OPEN-ID", "OAUTH-CLIENT-ID");
        accounts.link(List.of(AccountLink.of(user, second)));
        List<BrokerAccount> linked =
                accounts.linked(user, mainAccount).accounts().orElse(List.of());
        // end::oauth[]
        assertThat(linked).containsExactly(second);
    }

    @Test
    void queriesTheStatusBySubAccount() {
        exchange.status(CUSTOMER_ID).set(ExchangeStatus.PASS);
        String mainAccount = MAIN_ACCOUNT;
        String subAccount = SUB_ACCOUNT;
        // tag::status[]
        KycStatus status = client.accounts().checkStatus(BrokerAccount.of(mainAccount, subAccount));
        boolean mayTrade = status.isPassed();
        // end::status[]
        assertThat(mayTrade).isTrue();
    }

    @Test
    void unlinksAndRefuses() {
        String customerId = CUSTOMER_ID;
        BrokerAccount account = BrokerAccount.of(MAIN_ACCOUNT, SUB_ACCOUNT);
        // tag::unlink[]
        client.accounts().refuse(customerId); // refuses the customer's record
        client.accounts().unlink(customerId, account); // unlinks the account; the record stays
        // end::unlink[]
        assertThat(exchange).notLinked(CUSTOMER_ID, SUB_ACCOUNT);
        assertThat(exchange.status(CUSTOMER_ID).current().orElseThrow().toString())
                .contains(LevelStatus.REFUSED.value());
    }

    @Test
    void resolvesAWriteWithAnUnknownOutcome() {
        AccountHolder customer = AccountHolder.customer(CUSTOMER_ID);
        BrokerAccount second = BrokerAccount.of(MAIN_ACCOUNT, "SECOND-SUB-ACCOUNT");
        KycAccounts accounts = client.accounts();
        exchange.faults().forCall(Call.LINK_ACCOUNTS).next(Fault.RESET_AFTER_PROCESSING);
        boolean isLinked = false;
        // tag::unknown[]
        try {
            accounts.link(List.of(AccountLink.of(customer, second)));
        } catch (KycOutcomeUnknownException e) {
            // e.resolvedBy() is LIST_LINKED_ACCOUNTS
            String mainAccount = Objects.requireNonNull(second.brokerMainAccountId());
            isLinked = accounts.linked(customer, mainAccount)
                    .accounts()
                    .orElse(List.of())
                    .contains(second);
        }
        // end::unknown[]
        assertThat(isLinked).isTrue();
        assertThat(Operation.LINK_ACCOUNTS.resolvedBy()).contains(Operation.LIST_LINKED_ACCOUNTS);
        assertThat(exchange).received(Call.LINK_ACCOUNTS, 1);
    }
}
