// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Numbers by their value. */
final class Numbers {
  /** Longer whole numbers stay in the notation with an exponent. */
  private static final int MOST_ZEROS = 30;

  private Numbers() {}

  static JsonNode canonical(JsonNode number) {
    if (number.isIntegralNumber() && number.canConvertToLong()) {
      return Canonical.NODES.numberNode(number.longValue());
    }
    if (number.isDouble() && !Double.isFinite(number.doubleValue())) {
      return number;
    }
    BigDecimal value = number.decimalValue().stripTrailingZeros();
    if (value.scale() > 0 || value.scale() < -MOST_ZEROS) {
      return Canonical.NODES.numberNode(value);
    }
    return value.precision() - value.scale() < MOST_LONG_DIGITS
        ? Canonical.NODES.numberNode(value.longValueExact())
        : Canonical.NODES.numberNode(value.toBigIntegerExact());
  }

  private static final int MOST_LONG_DIGITS = 19;
}
