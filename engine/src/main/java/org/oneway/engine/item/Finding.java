// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

import java.util.Optional;

/**
 * What was repaired or could not be carried, by property, in words for a user.
 *
 * @param level how much it matters
 * @param property the property or member it is about, {@code BDAY}; empty where it is about the
 *     whole item
 * @param place where it was found, {@code contacts.vcf line 14}; may be empty
 * @param reason what is wrong and what was done, without a final full stop
 */
public record Finding(Level level, String property, String place, String reason) {
  /** How much a finding matters, least first. */
  public enum Level {
    /** Worth a word; nothing was changed. */
    NOTE,
    /** Was wrong and has been put right. */
    REPAIRED,
    /** Has no member of its own in the common format and travels as it is. */
    CARRIED_RAW,
    /** Does not reach the target. */
    LOST,
    /** The whole item could not be read. */
    BROKEN
  }

  /** A finding about a whole item that could not be read. */
  public static Finding broken(String place, String reason) {
    return new Finding(Level.BROKEN, "", place, reason);
  }

  /** Property and reason as one phrase. */
  public String words() {
    String subject = property.isEmpty() ? reason : property + ": " + reason;
    return Optional.of(place)
        .filter(p -> !p.isEmpty())
        .map(p -> p + ": " + subject)
        .orElse(subject);
  }
}
