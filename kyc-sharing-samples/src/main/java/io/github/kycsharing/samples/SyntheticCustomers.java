package io.github.kycsharing.samples;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Writes records of customers who do not exist to the file of a back-fill, before it runs. A file that exists stays, so that the same
 * command continues a back-fill that was interrupted.
 */
@Component
@ConditionalOnProperty("broker.synthetic-customers")
class SyntheticCustomers implements SmartInitializingSingleton {
    private static final long FIRST_ACCOUNT = 9_000_000_000L;

    private final int customers;
    private final Path file;

    SyntheticCustomers(
            @Value("${broker.synthetic-customers}") int customers, @Value("${kyc-sharing.backfill.file}") Path file) {
        this.customers = customers;
        this.file = file.toAbsolutePath();
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (Files.exists(file)) {
            return;
        }
        try {
            // Elsewhere first, so that a process that ends here leaves no part of the file.
            Path complete = Files.createTempFile(Objects.requireNonNull(file.getParent()), "synthetic", ".new");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(complete))) {
                for (int i = 0; i < customers; i++) {
                    out.write(KycJson.write(request(i)));
                    out.write('\n');
                }
            }
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalStateException("The file " + file + " cannot be written", e);
        }
    }

    private static ShareKycRequest request(int number) {
        KycInfo example = ExampleRecords.standard();
        String account = Long.toString(FIRST_ACCOUNT + number);
        String name = "Synthetic" + number;
        BasicInfo basic = Objects.requireNonNull(example.basicInfo());
        IdentityInfo identity = Objects.requireNonNull(example.identityInfo());
        UserInfo user = Objects.requireNonNull(example.userInfo());
        return ShareKycRequest.of(example.toBuilder()
                .userInfo(user.toBuilder()
                        .entityCustomerId("synthetic-" + number)
                        .brokerMainAccountId(account)
                        .brokerSubAccountId(account)
                        .build())
                .basicInfo(basic.toBuilder().firstName(name).build())
                .identityInfo(identity.toBuilder().firstName(name).build())
                .build());
    }
}
