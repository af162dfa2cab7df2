package io.github.kycsharing.test;

import java.util.Optional;

/**
 * A sub account that is linked to a customer's KYC. {@link #toString()} shows no id.
 *
 * @param bizEntityKey the entity
 * @param entityCustomerId the customer; empty for an OAuth link
 * @param openId the person's id of an OAuth link; empty for a customer
 * @param oauthClientId the OAuth client of an OAuth link; empty for a customer
 * @param brokerMainAccountId the main account
 * @param brokerSubAccountId the sub account
 */
public record LinkedAccount(
        String bizEntityKey,
        Optional<String> entityCustomerId,
        Optional<String> openId,
        Optional<String> oauthClientId,
        String brokerMainAccountId,
        String brokerSubAccountId) {

    static LinkedAccount of(String bizEntityKey, AccountHolder holder, String main, String sub) {
        return new LinkedAccount(
                bizEntityKey,
                text(holder.entityCustomerId()),
                text(holder.openId()),
                text(holder.oauthClientId()),
                main,
                sub);
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Names the entity and the kind of link. */
    @Override
    public String toString() {
        return "LinkedAccount[" + LogText.of(bizEntityKey) + (openId.isPresent() ? ", OAuth" : "") + "]";
    }
}
