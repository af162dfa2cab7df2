package io.github.kycsharing.console.internal.access;

/**
 * A person who may read the console.
 *
 * @param name name, which the history records
 * @param isOperator whether the person may act
 */
public record ConsoleUser(String name, boolean isOperator) {}
