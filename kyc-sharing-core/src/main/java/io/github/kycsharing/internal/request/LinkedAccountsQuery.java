package io.github.kycsharing.internal.request;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.HolderPresent;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.AccountHolder;
import org.jspecify.annotations.Nullable;

/**
 * Body of the query for linked accounts.
 *
 * @param bizEntityKey the key of the access entity
 * @param entityCustomerId the customer
 * @param brokerMainAccountId the main account
 * @param openId the OAuth user
 * @param oauthClientId the OAuth client
 */
@HolderPresent
public record LinkedAccountsQuery(
        @WireField(mandatory = true) String bizEntityKey,

        @WireField(max = 128, format = Format.ENTITY_CUSTOMER_ID) @Nullable
        String entityCustomerId,

        @WireField(mandatory = true) String brokerMainAccountId,
        @Nullable String openId,
        @Nullable String oauthClientId)
        implements HolderPresent.Holder {
    /** Creates the body for a holder. */
    public LinkedAccountsQuery(String bizEntityKey, AccountHolder holder, String brokerMainAccountId) {
        this(bizEntityKey, holder.entityCustomerId(), brokerMainAccountId, holder.openId(), holder.oauthClientId());
    }

    /** Shows no value. */
    @Override
    public String toString() {
        return "LinkedAccountsQuery";
    }
}
