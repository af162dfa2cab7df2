package com.example.broker;

import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.StandardBroker;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.ObjectError;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An example of a broker's controller: it validates a customer's record before it calls the service. */
// tag::controller[]
@RestController
class OnboardingController {
    private final OnboardingService onboarding;

    OnboardingController(OnboardingService onboarding) {
        this.onboarding = onboarding;
    }

    @PostMapping("/customers")
    Map<String, String> submit(@RequestBody @Validated(StandardBroker.class) KycInfo customer) {
        return Map.of("requestNo", onboarding.submit(customer.normalized()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> invalid(MethodArgumentNotValidException e) {
        Map<String, String> messages = new TreeMap<>();
        for (ObjectError error : e.getGlobalErrors()) {
            messages.put("", error.getDefaultMessage());
        }
        e.getFieldErrors().forEach(error -> messages.put(error.getField(), error.getDefaultMessage()));
        return ResponseEntity.badRequest().body(messages);
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<Map<String, String>> unreadable() {
        return ResponseEntity.badRequest().body(Map.of("", "is not a KYC record"));
    }
}
// end::controller[]
