package io.github.kycsharing;

import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.LevelStatus;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls for the accounts of a person, against the simulator. */
@Timeout(60)
class AccountsTest {
    private static final UserInfo USER = TestRecords.userInfo("42");
    private static final String MAIN = Objects.requireNonNull(USER.brokerMainAccountId());
    private static final String SUB = Objects.requireNonNull(USER.brokerSubAccountId());
    private static final AccountHolder CUSTOMER = AccountHolder.customer("42");
    private static final AccountHolder OAUTH_USER = AccountHolder.oauth("O-1", "C-1");
    private static final BrokerAccount FIRST = BrokerAccount.of(MAIN, SUB);
    private static final BrokerAccount SECOND = BrokerAccount.of(MAIN, "S-2");

    private final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET).withOAuthClient("C-1", Set.of("O-1")))
            .start();
    private final KycSharingClient client =
            TestClients.standard(exchange.baseUrl()).build();
    private final KycAccounts accounts = client.accounts();

    @AfterEach
    void close() {
        client.close();
        exchange.close();
    }

    private List<BrokerAccount> linked() {
        return accounts.linked(CUSTOMER, MAIN).accounts().orElseThrow();
    }

    @Test
    void sharedAccountIsLinked() {
        assertThat(linked()).isEmpty();
        client.share(TestRecords.standard("42"));

        assertThat(linked()).containsExactly(FIRST);
        assertThat(accounts.linked(CUSTOMER, "another-main").accounts()).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000", "000000000"})
    void bothSuccessCodesOfALinkAreSuccess(String code) {
        try (KycExchangeSimulator other = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
                        .linkAccountsSuccessCode(code)
                        .start();
                KycSharingClient broker = TestClients.standard(other.baseUrl()).build()) {
            broker.accounts().link(List.of(AccountLink.of(CUSTOMER, FIRST), AccountLink.of(CUSTOMER, SECOND)));

            assertThat(other).linked("42", SUB).linked("42", "S-2").received(Call.LINK_ACCOUNTS, 1);
            assertThat(other.journal().ofCall(Call.LINK_ACCOUNTS))
                    .singleElement()
                    .satisfies(request -> assertThat(request.code()).contains(code));
        }
    }

    @Test
    void linkedAccountHasTheStatusOfItsCustomer() {
        client.share(TestRecords.standard("42"));
        assertThat(accounts.checkStatus(SECOND).nonExisted()).isTrue();
        accounts.link(List.of(AccountLink.of(CUSTOMER, SECOND)));
        exchange.status("42").set(ExchangeStatus.PASS);

        assertThat(accounts.checkStatus(FIRST).isPassed()).isTrue();
        assertThat(accounts.checkStatus(SECOND).isPassed()).isTrue();
    }

    @Test
    void oauthUserIsLinkedAndHasAStatus() {
        accounts.link(List.of(AccountLink.of(OAUTH_USER, SECOND)));
        exchange.oauthStatus("O-1", "C-1").set(ExchangeStatus.REVIEW);

        assertThat(accounts.linked(OAUTH_USER, MAIN).accounts()).contains(List.of(SECOND));
        assertThat(linked()).isEmpty();
        assertThat(accounts.checkStatus(SECOND).levelStatus()).contains(LevelStatus.REVIEW);
        assertThatExceptionOfType(KycRejectedException.class)
                .isThrownBy(() -> accounts.link(List.of(AccountLink.of(AccountHolder.oauth("another", "C-1"), FIRST))))
                .satisfies(e -> assertThat(e.code().orElseThrow().value()).isEqualTo("10040108"));
    }

    @Test
    void accountOfAnotherCustomerIsRefused() {
        client.share(TestRecords.standard("42"));

        assertThatExceptionOfType(KycRejectedException.class)
                .isThrownBy(() -> accounts.link(List.of(
                        AccountLink.of(AccountHolder.customer("43"), SECOND),
                        AccountLink.of(AccountHolder.customer("43"), FIRST))));
        assertThat(exchange).notLinked("43", "S-2").received(Call.LINK_ACCOUNTS, 1);
    }

    @Test
    void unlinkedAccountHasNoStatus() {
        client.share(TestRecords.standard("42"));
        accounts.unlink("42", FIRST);

        assertThat(linked()).isEmpty();
        assertThat(accounts.checkStatus(FIRST).nonExisted()).isTrue();
        assertThat(client.checkStatus(KycStatusQuery.of(USER)).nonExisted()).isFalse();
    }

    @Test
    void refusedRecordIsRefused() {
        client.share(TestRecords.standard("42"));
        accounts.refuse("42");

        assertThat(client.checkStatus(KycStatusQuery.of(USER)).levelStatus()).contains(LevelStatus.REFUSED);
        assertThatExceptionOfType(KycRejectedException.class).isThrownBy(() -> accounts.refuse("unknown"));
    }

    @Test
    void queryResolvesAWriteWithALostResponse() {
        exchange.faults().forCall(Call.LINK_ACCOUNTS).next(Fault.RESET_AFTER_PROCESSING, Fault.HTTP_503);

        assertThat(unknown(() -> accounts.link(List.of(AccountLink.of(CUSTOMER, FIRST))))
                        .resolvedBy())
                .contains(Operation.LIST_LINKED_ACCOUNTS);
        assertThat(linked()).containsExactly(FIRST);
        unknown(() -> accounts.link(List.of(AccountLink.of(CUSTOMER, SECOND))));
        assertThat(linked()).containsExactly(FIRST);
        assertThat(exchange).received(Call.LINK_ACCOUNTS, 2);
    }

    @Test
    void writeIsNeverSentTwice() {
        client.share(TestRecords.standard("42"));
        Set.of(Call.UNLINK_ACCOUNT, Call.REFUSE_KYC)
                .forEach(call -> exchange.faults().forCall(call).always(Fault.SYSTEM_ERROR));

        assertThat(unknown(() -> accounts.unlink("42", FIRST)).resolvedBy()).contains(Operation.LIST_LINKED_ACCOUNTS);
        assertThat(unknown(() -> accounts.refuse("42")).resolvedBy()).contains(Operation.CHECK_STATUS);
        assertThat(exchange).linked("42", SUB).received(Call.UNLINK_ACCOUNT, 1).received(Call.REFUSE_KYC, 1);
    }

    private static KycOutcomeUnknownException unknown(ThrowingCallable call) {
        return catchThrowableOfType(KycOutcomeUnknownException.class, call);
    }
}
