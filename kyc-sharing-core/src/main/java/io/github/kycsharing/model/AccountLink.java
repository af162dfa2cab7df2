package io.github.kycsharing.model;

/**
 * An account to link to a person.
 *
 * @param holder the person
 * @param account the account
 */
public record AccountLink(AccountHolder holder, BrokerAccount account) {
    /**
     * Creates a link.
     *
     * @param holder the person
     * @param account the account
     * @return the link
     */
    public static AccountLink of(AccountHolder holder, BrokerAccount account) {
        return new AccountLink(holder, account);
    }
}
