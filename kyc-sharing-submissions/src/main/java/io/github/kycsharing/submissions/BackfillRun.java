package io.github.kycsharing.submissions;

/**
 * What one run of a back-fill has stored.
 *
 * @param backfill the back-fill after it
 * @param stored number of rows that are new
 * @param existing number of rows that an earlier run, or another row of the same number and content, had stored
 * @param invalid number of rows that are not stored, since they break rules
 */
public record BackfillRun(KycBackfill backfill, long stored, long existing, long invalid) {}
