package io.github.kycsharing.test;

/** The result of a submission of files, before its receiver is known. */
record RfiResult(Customers.Key customer, String recordId, RfiSubmission submission) {}
