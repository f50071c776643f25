// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

/**
 * Which stores a sync was last run with.
 *
 * @param source its configured name, type and, where it knows, account
 * @param target likewise
 */
public record Sides(StoreName source, StoreName target) {
  /**
   * One side.
   *
   * @param name the configured name
   * @param type the connector's word
   * @param identity the account; empty where the store cannot know
   */
  public record StoreName(String name, String type, String identity) {
    /** Whether a sync that knew this store is now pointed at another, or at another account. */
    public boolean isOtherThan(StoreName now) {
      return !name.equals(now.name) || !type.equals(now.type) || isOtherAccountThan(now);
    }

    /** Whether both know their account, and it is not one. */
    public boolean isOtherAccountThan(StoreName now) {
      return !identity.isEmpty() && !now.identity.isEmpty() && !identity.equals(now.identity);
    }

    /** As a user reads it. */
    public String words() {
      String account = identity.isEmpty() ? "" : ", account " + identity;
      return "store \"" + name + "\" (" + type + account + ")";
    }

    /**
     * Whether both mean one store: of one type, and of one account where both know it, else of one
     * configured name.
     */
    public boolean isSameStoreAs(StoreName other) {
      boolean accountsKnown = !identity.isEmpty() && !other.identity.isEmpty();
      return type.equals(other.type)
          && (accountsKnown ? identity.equals(other.identity) : name.equals(other.name));
    }
  }
}
