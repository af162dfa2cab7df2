package io.github.kycsharing.internal.request;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.HolderPresent;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.AccountLink;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body that links accounts of one person.
 *
 * @param bizEntityKey the key of the access entity
 * @param accountList the accounts
 */
public record LinkAccounts(
        @WireField(mandatory = true) String bizEntityKey,
        @WireField(mandatory = true) List<@WireField(mandatory = true) @Valid Account> accountList) {
    /** Creates the body for links. */
    public static LinkAccounts of(String bizEntityKey, List<AccountLink> links) {
        return new LinkAccounts(bizEntityKey, links.stream().map(Account::of).toList());
    }

    /** Shows no value. */
    @Override
    public String toString() {
        return "LinkAccounts";
    }

    /**
     * An account in the list.
     *
     * @param entityCustomerId the customer
     * @param openId the OAuth user
     * @param oauthClientId the OAuth client
     * @param brokerMainAccountId the main account
     * @param brokerSubAccountId the sub account
     */
    @HolderPresent
    public record Account(
            @WireField(max = 128, format = Format.ENTITY_CUSTOMER_ID) @Nullable
            String entityCustomerId,

            @Nullable String openId,
            @Nullable String oauthClientId,
            @WireField(mandatory = true) @Nullable String brokerMainAccountId,
            @WireField(mandatory = true) @Nullable String brokerSubAccountId)
            implements HolderPresent.Holder {
        private static Account of(AccountLink link) {
            return new Account(
                    link.holder().entityCustomerId(),
                    link.holder().openId(),
                    link.holder().oauthClientId(),
                    link.account().brokerMainAccountId(),
                    link.account().brokerSubAccountId());
        }

        /** Shows no value. */
        @Override
        public String toString() {
            return "Account";
        }
    }
}
