package io.github.kycsharing.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Links of sub accounts to customers and main accounts, for each entity. Guarded by the lock of the exchange. */
final class AccountLinks {
    private final Map<SubAccount, Owner> owners = new LinkedHashMap<>();

    /** Checks the accounts of a share. */
    Optional<Rejection> check(Arrival arrival) {
        return check(entity(arrival), accountOf(arrival), "kycInfo.userInfo.");
    }

    private Optional<Rejection> check(ExchangeEntity entity, Account account, String path) {
        if (!entity.mainAccountsBySubAccount()
                .getOrDefault(account.sub(), account.main())
                .equals(account.main())) {
            return rejection(Codes.ACCOUNTS_DO_NOT_MATCH, path + "brokerSubAccountId");
        }
        Owner owner = owners.get(account.key(entity));
        if (owner == null) {
            return checkLimit(entity, account, path);
        }
        if (!owner.holder().equals(account.holder())) {
            return rejection(Codes.SUB_ACCOUNT_OF_OTHER_CUSTOMER, path + "brokerSubAccountId");
        }
        return owner.brokerMainAccountId().equals(account.main())
                ? Optional.empty()
                : rejection(Codes.SUB_ACCOUNT_OF_OTHER_MAIN_ACCOUNT, path + "brokerMainAccountId");
    }

    private Optional<Rejection> checkLimit(ExchangeEntity entity, Account account, String path) {
        if (entity.subAccountLimit().isEmpty()) {
            return Optional.empty(); // no limit is configured
        }
        long linked = owners.entrySet().stream()
                .filter(link -> link.getKey().bizEntityKey().equals(entity.bizEntityKey()))
                .filter(link -> link.getValue().holder().equals(account.holder()))
                .count();
        return linked < entity.subAccountLimit().getAsInt()
                ? Optional.empty()
                : rejection(Codes.TOO_MANY_SUB_ACCOUNTS, path + "brokerSubAccountId");
    }

    private static Optional<Rejection> checkOAuthLink(ExchangeEntity entity, AccountHolder holder, String path) {
        Map<String, Set<String>> known = entity.openIdsByOAuthClient();
        return !holder.isOAuthLink()
                        || known.isEmpty()
                        || known.getOrDefault(holder.oauthClientId(), Set.of()).contains(holder.openId())
                ? Optional.empty()
                : rejection(Codes.INVALID_OAUTH_OPEN_ID, path + "openId");
    }

    /** Links the accounts of a share. */
    void link(Arrival arrival) {
        link(entity(arrival), accountOf(arrival));
    }

    private void link(ExchangeEntity entity, Account account) {
        owners.put(account.key(entity), new Owner(account.holder(), account.main()));
    }

    /** Links all accounts, or none if one of them is refused. */
    Optional<Rejection> linkAll(ExchangeEntity entity, List<Account> accounts) {
        Map<SubAccount, Owner> before = new LinkedHashMap<>(owners);
        for (int i = 0; i < accounts.size(); i++) {
            Account account = accounts.get(i);
            String path = "accountList[" + i + "].";
            Optional<Rejection> rejection =
                    checkOAuthLink(entity, account.holder(), path).or(() -> check(entity, account, path));
            if (rejection.isPresent()) {
                owners.clear();
                owners.putAll(before);
                return rejection;
            }
            link(entity, account);
        }
        return Optional.empty();
    }

    /** Unlinks an account. One that is not linked is no error. */
    Optional<Rejection> unlink(ExchangeEntity entity, Account account) {
        Optional<Rejection> rejection =
                owners.containsKey(account.key(entity)) ? check(entity, account, "") : Optional.empty();
        if (rejection.isEmpty()) {
            owners.remove(account.key(entity));
        }
        return rejection;
    }

    /** The owner of a sub account, if it is linked with this main account. */
    Optional<AccountHolder> holder(ExchangeEntity entity, String main, String sub) {
        return Optional.ofNullable(owners.get(new SubAccount(entity.bizEntityKey(), sub)))
                .filter(owner -> owner.brokerMainAccountId().equals(main))
                .map(Owner::holder);
    }

    Optional<Rejection> checkOAuthLink(ExchangeEntity entity, AccountHolder holder) {
        return checkOAuthLink(entity, holder, "");
    }

    /** All links in the order in which they were made. */
    List<LinkedAccount> all() {
        return owners.entrySet().stream()
                .map(link -> LinkedAccount.of(
                        link.getKey().bizEntityKey(),
                        link.getValue().holder(),
                        link.getValue().brokerMainAccountId(),
                        link.getKey().brokerSubAccountId()))
                .toList();
    }

    void clear() {
        owners.clear();
    }

    private static Account accountOf(Arrival share) {
        return new Account(
                AccountHolder.ofCustomer(share.entityCustomerId()),
                share.userInfo("brokerMainAccountId"),
                share.userInfo("brokerSubAccountId"));
    }

    private static ExchangeEntity entity(Arrival arrival) {
        ExchangeEntity entity = arrival.entity();
        if (entity == null) {
            throw new IllegalStateException("links are checked for known entities only");
        }
        return entity;
    }

    private static Optional<Rejection> rejection(String code, String field) {
        return Optional.of(new Rejection(code, field));
    }

    /** An account as a request names it. */
    record Account(AccountHolder holder, String main, String sub) {
        private SubAccount key(ExchangeEntity entity) {
            return new SubAccount(entity.bizEntityKey(), sub);
        }
    }

    private record SubAccount(String bizEntityKey, String brokerSubAccountId) {}

    private record Owner(AccountHolder holder, String brokerMainAccountId) {}
}
