package io.github.kycsharing.submissions.internal.store;

/** Names of tasks. They contain the entity, so that an instance without its client leaves its tasks alone. */
public final class TaskNames {
    private static final String PREFIX = "kyc-sharing-";
    private static final String DELIVERY = PREFIX + "submission-";
    /** Width of the column. */
    private static final int MAX_LENGTH = 100;

    private TaskNames() {}

    /** Name of the tasks that deliver an entity's submissions. A key that is too long for the column is replaced by its hash. */
    public static String delivery(String bizEntityKey) {
        return name(DELIVERY, bizEntityKey);
    }

    /** Name of the tasks that execute a poll of an entity. */
    public static String poll(String poll, String bizEntityKey) {
        return name(PREFIX + poll + "-poll-", bizEntityKey);
    }

    private static String name(String prefix, String bizEntityKey) {
        String name = prefix + bizEntityKey;
        return name.length() <= MAX_LENGTH ? name : prefix + Sha256.of(bizEntityKey);
    }
}
