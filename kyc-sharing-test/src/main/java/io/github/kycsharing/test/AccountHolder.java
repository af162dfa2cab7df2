package io.github.kycsharing.test;

import tools.jackson.databind.JsonNode;

/** The owner of linked sub accounts: a customer of the entity, or the person behind an OAuth link. */
record AccountHolder(String entityCustomerId, String openId, String oauthClientId) {
    static AccountHolder ofCustomer(String entityCustomerId) {
        return new AccountHolder(entityCustomerId, "", "");
    }

    static AccountHolder ofOAuthLink(String openId, String oauthClientId) {
        return new AccountHolder("", openId, oauthClientId);
    }

    /** A complete pair of OAuth ids makes an OAuth link, with or without a customer beside it. */
    static AccountHolder of(JsonNode json) {
        String openId = json.path("openId").stringValue("");
        String oauthClientId = json.path("oauthClientId").stringValue("");
        return openId.isBlank() || oauthClientId.isBlank()
                ? ofCustomer(json.path("entityCustomerId").stringValue(""))
                : ofOAuthLink(openId, oauthClientId);
    }

    boolean isOAuthLink() {
        return !openId.isEmpty();
    }

    /** The key of the status. That of an OAuth link has blanks in it, which no customer id can have. */
    Customers.Key key(String bizEntityKey) {
        return new Customers.Key(
                bizEntityKey, isOAuthLink() ? "oauth " + oauthClientId + " " + openId : entityCustomerId);
    }
}
