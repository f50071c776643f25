// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.io.IOException;

/** A file holds nothing that can be converted. */
public final class Unrecognised extends IOException {
  private static final long serialVersionUID = 1L;

  /** A file of neither contacts nor calendars. */
  Unrecognised(String name) {
    super(name + " holds neither vCards, JSContact cards, iCalendar nor JSCalendar.");
  }

  /** A file of something else than {@code form} takes. */
  Unrecognised(String name, Form form) {
    super(name + " holds no " + form.subject() + ".");
  }
}
