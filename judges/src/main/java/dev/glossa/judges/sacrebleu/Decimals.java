package dev.glossa.judges.sacrebleu;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Numbers as Python prints them.
final class Decimals {

    private Decimals() {}

    /// `f"{value:.{digits}f}"`: the exact binary value rounded half to even, where `String.format` rounds the decimal form half up.
    static String fixed(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }
}
