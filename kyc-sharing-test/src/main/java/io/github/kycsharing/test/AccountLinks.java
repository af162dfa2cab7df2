package io.github.kycsharing.test;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Links of sub accounts to customers and main accounts, for each entity. Guarded by the lock of the exchange. */
final class AccountLinks {
    private final Map<SubAccount, Owner> owners = new HashMap<>();

    Optional<Rejection> check(Arrival arrival) {
        ExchangeEntity entity = entity(arrival);
        String main = arrival.userInfo("brokerMainAccountId");
        String sub = arrival.userInfo("brokerSubAccountId");
        if (!entity.mainAccountsBySubAccount().getOrDefault(sub, main).equals(main)) {
            return rejection(Codes.ACCOUNTS_DO_NOT_MATCH, "brokerSubAccountId");
        }
        Owner owner = owners.get(subAccount(arrival));
        if (owner == null) {
            return checkLimit(arrival);
        }
        if (!owner.entityCustomerId().equals(arrival.entityCustomerId())) {
            return rejection(Codes.SUB_ACCOUNT_OF_OTHER_CUSTOMER, "brokerSubAccountId");
        }
        return owner.brokerMainAccountId().equals(main)
                ? Optional.empty()
                : rejection(Codes.SUB_ACCOUNT_OF_OTHER_MAIN_ACCOUNT, "brokerMainAccountId");
    }

    private Optional<Rejection> checkLimit(Arrival arrival) {
        ExchangeEntity entity = entity(arrival);
        if (entity.subAccountLimit().isEmpty()) {
            return Optional.empty(); // no limit is configured
        }
        long linked = owners.entrySet().stream()
                .filter(link -> link.getKey().bizEntityKey().equals(entity.bizEntityKey()))
                .filter(link -> link.getValue().entityCustomerId().equals(arrival.entityCustomerId()))
                .count();
        return linked < entity.subAccountLimit().getAsInt()
                ? Optional.empty()
                : rejection(Codes.TOO_MANY_SUB_ACCOUNTS, "brokerSubAccountId");
    }

    void link(Arrival arrival) {
        owners.put(subAccount(arrival), new Owner(arrival.entityCustomerId(), arrival.userInfo("brokerMainAccountId")));
    }

    void clear() {
        owners.clear();
    }

    private static SubAccount subAccount(Arrival arrival) {
        return new SubAccount(arrival.bizEntityKey(), arrival.userInfo("brokerSubAccountId"));
    }

    private static ExchangeEntity entity(Arrival arrival) {
        ExchangeEntity entity = arrival.entity();
        if (entity == null) {
            throw new IllegalStateException("links are checked for known entities only");
        }
        return entity;
    }

    private static Optional<Rejection> rejection(String code, String field) {
        return Optional.of(new Rejection(code, "kycInfo.userInfo." + field));
    }

    private record SubAccount(String bizEntityKey, String brokerSubAccountId) {}

    private record Owner(String entityCustomerId, String brokerMainAccountId) {}
}
