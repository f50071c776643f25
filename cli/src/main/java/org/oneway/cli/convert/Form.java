// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Kind;

/** What contacts, or events, tasks and notes, can be converted to. */
public enum Form {
  /** RFC 9553. */
  JSCONTACT("jscontact"),
  /** RFC 2426. */
  VCARD3("vcard3"),
  /** RFC 6350. */
  VCARD4("vcard4"),
  /** RFC 8984. */
  JSCALENDAR("jscalendar"),
  /** JSCalendar 2.0. */
  JSCALENDAR2("jscalendar2"),
  /** RFC 5545. */
  ICALENDAR("icalendar");

  private static final Set<Form> OF_CALENDARS = EnumSet.of(JSCALENDAR, JSCALENDAR2, ICALENDAR);
  private static final Set<Form> IN_JSON = EnumSet.of(JSCONTACT, JSCALENDAR, JSCALENDAR2);

  private final String word;

  Form(String word) {
    this.word = word;
  }

  /** Whether items of this kind can be converted to it. */
  public boolean takes(Kind kind) {
    return OF_CALENDARS.contains(this) != (kind == Kind.CONTACT);
  }

  /** Whether it is JSON. */
  public boolean isJson() {
    return IN_JSON.contains(this);
  }

  /** What is converted to it, in words: {@code contacts}. */
  public String subject() {
    return OF_CALENDARS.contains(this) ? "events, tasks and notes" : "contacts";
  }

  /** The form that a user means by {@code word}, if any. */
  public static Optional<Form> ofWord(String word) {
    return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
  }

  /** The words for all of them. */
  public static List<String> words() {
    return Arrays.stream(values()).map(form -> form.word).toList();
  }
}
