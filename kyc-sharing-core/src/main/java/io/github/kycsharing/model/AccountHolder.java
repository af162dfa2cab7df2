package io.github.kycsharing.model;

import org.jspecify.annotations.Nullable;

/**
 * The person whose accounts are linked: a customer of the broker, or a user of an OAuth link.
 *
 * @param entityCustomerId the customer's id at the broker; not needed for an OAuth link
 * @param openId the user's open id; for an OAuth link only
 * @param oauthClientId the OAuth client; for an OAuth link only
 */
public record AccountHolder(
        @Nullable String entityCustomerId,
        @Nullable String openId,
        @Nullable String oauthClientId) {
    /**
     * Creates the holder for a customer of the broker.
     *
     * @param entityCustomerId the customer's id at the broker
     * @return the holder
     */
    public static AccountHolder customer(String entityCustomerId) {
        return new AccountHolder(entityCustomerId, null, null);
    }

    /**
     * Creates the holder for a user of an OAuth link.
     *
     * @param openId the user's open id
     * @param oauthClientId the OAuth client
     * @return the holder
     */
    public static AccountHolder oauth(String openId, String oauthClientId) {
        return new AccountHolder(null, openId, oauthClientId);
    }

    /**
     * Names the fields that are present, without values.
     *
     * @return the names of the fields that are not null
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }
}
