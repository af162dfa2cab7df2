package io.github.kycsharing.test;

import java.time.Duration;
import java.util.Optional;

/** What the specification leaves open for the calls around sharing. See the methods of the builder for their meaning. */
record FamilySettings(
        Duration importDelay,
        Optional<String> unknownRequestNoCode,
        String linkAccountsSuccessCode,
        Duration rfiResultDelay) {}
