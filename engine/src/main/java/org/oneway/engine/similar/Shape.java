// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands at one place of an item: as much of RFC 9553 (cards) and RFC 8984 (events and tasks)
 * as comparing and merging need.
 *
 * @param form how it is read
 * @param type the {@code @type} that is implied here; empty where none is
 * @param members the known members of an object; of a list or map the one shape of all its
 *     elements, under {@link #EACH}
 * @param defaults what members are when they are absent
 * @param omitted members, or names of properties or parameters, that make no difference, each with
 *     the rule that says so
 */
record Shape(
    Form form,
    String type,
    Map<String, Shape> members,
    Map<String, String> defaults,
    Map<String, Rule> omitted) {
  /** The member that stands for all elements. */
  private static final String EACH = "*";

  /** How a place is read. */
  enum Form {
    /** Anything: text, number, unknown object or list. */
    ANY,
    /** A telephone number. */
    PHONE,
    /** An e-mail address. */
    EMAIL,
    /** A URI. */
    URI,
    /** The text of a postal address. */
    LAYOUT,
    /** An ISO 3166 code. */
    COUNTRY,
    /** A media type. */
    MEDIA_TYPE,
    /** An object whose members are values of their own. */
    OBJECT,
    /** An object that is one value, such as a date. */
    ATOM,
    /** A list whose order counts. */
    LIST,
    /** Entries under keys without meaning. */
    ENTRIES,
    /** Values under keys with meaning. */
    KEYED,
    /** Members that are all true. */
    SET,
    /** PatchObjects by language. */
    LOCALIZATIONS,
    /** vCard properties in jCard form (RFC 7095), iCalendar's in jCal (RFC 7265), in any order. */
    PROPERTIES,
    /** The same, compared as a whole. */
    PROPERTY_BAG,
    /** The parameters of such a property. */
    PARAMETERS,
    /** iCalendar components in jCal form (RFC 7265 section 3.3), in any order. */
    COMPONENTS,
    /** Entries within an entry, or a list without order: compared as a whole. */
    BAG,
    /** A duration (RFC 8984 section 1.4.6). */
    DURATION
  }

  static final Shape ANY = new Shape(Form.ANY);

  Shape(Form form) {
    this(form, "", Map.of(), Map.of(), Map.of());
  }

  /** An object of that type, without known members yet. */
  static Shape object(String type) {
    return new Shape(Form.OBJECT, type, Map.of(), Map.of(), Map.of());
  }

  /** Entries, values or elements of one shape. */
  static Shape each(Form form, Shape element) {
    return new Shape(form, "", Map.of(EACH, element), Map.of(), Map.of());
  }

  /** This object with one more known member. */
  Shape with(String member, Shape shape) {
    Map<String, Shape> all = new LinkedHashMap<>(members);
    all.put(member, shape);
    return new Shape(form, type, all, defaults, omitted);
  }

  /** This object with one more known member of a simple form. */
  Shape with(String member, Form simple) {
    return with(member, new Shape(simple));
  }

  /** This object, of which an absent member has a value. */
  Shape withDefault(String member, String value) {
    Map<String, String> all = new LinkedHashMap<>(defaults);
    all.put(member, value);
    return new Shape(form, type, members, all, omitted);
  }

  /** This place, where these members make no difference as that rule says. */
  Shape without(Rule rule, Iterable<String> names) {
    Map<String, Rule> all = new LinkedHashMap<>(omitted);
    names.forEach(name -> all.put(name, rule));
    return new Shape(form, type, members, defaults, all);
  }

  /** The shape of a member. */
  Shape member(String name) {
    return members.getOrDefault(name, ANY);
  }

  /** The shape of all elements of a list or map. */
  Shape each() {
    return member(EACH);
  }

  /** Whether it is an object whose parts are merged one by one. */
  boolean isMergedByPart() {
    return form == Form.OBJECT || form == Form.SET || form == Form.ANY;
  }

  /** Whether it is a name or address: the same in components and in full. */
  boolean hasComponents() {
    return member("components").form() == Form.LIST;
  }
}
