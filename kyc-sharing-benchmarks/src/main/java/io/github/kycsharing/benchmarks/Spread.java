package io.github.kycsharing.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/** The values of all rounds: median, minimum and maximum. */
record Spread(double median, double min, double max) {
    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Divides round by round, so that a disturbance of a whole round does not affect the ratio. */
    static Spread ofRatios(List<Double> ours, List<Double> theirs) {
        return of(pairwise(ours, theirs, (one, other) -> one / other));
    }

    static Spread ofDifferences(List<Double> ours, List<Double> theirs) {
        return of(pairwise(ours, theirs, (one, other) -> one - other));
    }

    private static List<Double> pairwise(List<Double> ours, List<Double> theirs, DoubleBinaryOperator operator) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            values.add(operator.applyAsDouble(ours.get(i), theirs.get(i)));
        }
        return values;
    }

    String text(String number) {
        return String.format(Locale.ROOT, number + " (" + number + " to " + number + ")", median, min, max);
    }
}
