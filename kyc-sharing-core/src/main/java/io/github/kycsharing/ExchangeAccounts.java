package io.github.kycsharing;

import io.github.kycsharing.internal.delivery.ExchangeCalls;
import io.github.kycsharing.internal.request.AccountStatusQuery;
import io.github.kycsharing.internal.request.LinkAccounts;
import io.github.kycsharing.internal.request.LinkedAccountsQuery;
import io.github.kycsharing.internal.request.RefuseRecord;
import io.github.kycsharing.internal.request.UnlinkAccount;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.LinkedAccounts;
import java.util.List;

/** The account calls of a client. */
final class ExchangeAccounts implements KycAccounts {
    private final String bizEntityKey;
    private final CallRunner calls;

    ExchangeAccounts(String bizEntityKey, CallRunner calls) {
        this.bizEntityKey = bizEntityKey;
        this.calls = calls;
    }

    @Override
    public LinkedAccounts linked(AccountHolder holder, String brokerMainAccountId, DeliveryOptions options) {
        return calls.run(
                ExchangeCalls.LIST_LINKED_ACCOUNTS,
                new LinkedAccountsQuery(bizEntityKey, holder, brokerMainAccountId),
                options);
    }

    @Override
    public void link(List<AccountLink> links, DeliveryOptions options) {
        calls.run(ExchangeCalls.LINK_ACCOUNTS, LinkAccounts.of(bizEntityKey, links), options);
    }

    @Override
    public void unlink(String entityCustomerId, BrokerAccount account, DeliveryOptions options) {
        calls.run(ExchangeCalls.UNLINK_ACCOUNT, new UnlinkAccount(bizEntityKey, entityCustomerId, account), options);
    }

    @Override
    public KycStatus checkStatus(BrokerAccount account, DeliveryOptions options) {
        return calls.run(ExchangeCalls.CHECK_STATUS_BY_ACCOUNT, new AccountStatusQuery(bizEntityKey, account), options);
    }

    @Override
    public void refuse(String entityCustomerId, DeliveryOptions options) {
        calls.run(ExchangeCalls.REFUSE_RECORD, new RefuseRecord(bizEntityKey, entityCustomerId), options);
    }
}
