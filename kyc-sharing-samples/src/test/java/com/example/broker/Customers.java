package com.example.broker;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.KycInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A complete customer for the tests. */
final class Customers {
    private Customers() {}

    static KycInfo aCustomer() {
        try (InputStream json = Customers.class.getResourceAsStream("/examples/standard-record.json")) {
            return KycJson.readKycInfo(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
