// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.TargetsOwn;

/** Looks up pairings of one sync and the items kept for them. */
final class Pairings {
  private static final String SELECT =
      "SELECT " + PairingRow.COLUMNS + ", check_sum, pairing.id FROM ";
  private static final String WANTED_HASH =
      "UNNEST(CAST(? AS INTEGER ARRAY)) AS wanted (hash) JOIN pairing ON pairing.";

  private static final String BY_SOURCE =
      SELECT + WANTED_HASH + "source_reference_hash = wanted.hash";
  private static final String BY_TARGET =
      SELECT + WANTED_HASH + "target_reference_hash = wanted.hash";
  private static final String BY_SOURCE_KEY =
      SELECT + WANTED_HASH + "source_key_hash = wanted.hash";
  private static final String BY_TARGET_KEY =
      SELECT + WANTED_HASH + "target_key_hash = wanted.hash";
  private static final String BY_COMMON_KEY = BY_SOURCE_KEY + " WHERE target_key_hash IS NULL";

  private static final String WANTED_ID = "UNNEST(CAST(? AS BIGINT ARRAY)) AS wanted (id) JOIN ";

  private final Statements statements;
  private final int sync;

  Pairings(Statements statements, int sync) {
    this.statements = statements;
    this.sync = sync;
  }

  Map<Reference, List<Pairing>> bySource(Collection<Reference> references) throws SQLException {
    return found(
        references, this::hash, pairing -> pairing.source().reference(), List.of(BY_SOURCE));
  }

  Map<Reference, List<Pairing>> byTarget(Collection<Reference> references) throws SQLException {
    return found(
        references, this::hash, pairing -> pairing.target().reference(), List.of(BY_TARGET));
  }

  Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys) throws SQLException {
    return found(keys, this::hash, Pairing::sourceKey, List.of(BY_SOURCE_KEY));
  }

  Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys) throws SQLException {
    return found(keys, this::hash, Pairing::targetKey, List.of(BY_TARGET_KEY, BY_COMMON_KEY));
  }

  private int hash(Reference reference) {
    return Hashes.of(sync, reference);
  }

  private int hash(Key key) {
    return Hashes.of(sync, key);
  }

  private <K> Map<K, List<Pairing>> found(
      Collection<K> keys, Function<K, Integer> hash, Function<Pairing, K> keyOf, List<String> sql)
      throws SQLException {
    Set<K> wanted = new HashSet<>(keys);
    Set<Integer> hashes = new HashSet<>();
    wanted.forEach(key -> hashes.add(hash.apply(key)));
    Map<K, List<Pairing>> answer = new HashMap<>();
    if (wanted.isEmpty()) {
      return answer;
    }
    for (String query : sql) {
      for (Keyed<Pairing> row :
          statements.list(query, parameters -> parameters.integers(hashes), Pairings::row)) {
        K key = keyOf.apply(row.value());
        if (Syncs.syncOf(row.id()) == sync && wanted.contains(key)) {
          answer.computeIfAbsent(key, k -> new ArrayList<>(1)).add(row.value());
        }
      }
    }
    answer.values().forEach(list -> list.sort(Comparator.comparingInt(Pairing::number)));
    return answer;
  }

  Map<Integer, Pairing> byNumber(Collection<Integer> numbers) throws SQLException {
    Map<Integer, Pairing> answer = new HashMap<>();
    for (Keyed<Pairing> row :
        statements.list(
            SELECT + WANTED_ID + "pairing ON pairing.id = wanted.id",
            parameters -> parameters.bigs(keys(numbers)),
            Pairings::row)) {
      answer.put(row.value().number(), row.value());
    }
    return answer;
  }

  /** The folders of those of these pairings that there are. */
  Map<Integer, Integer> folders(Collection<Integer> numbers) throws SQLException {
    Map<Integer, Integer> answer = new HashMap<>();
    for (Keyed<Integer> row :
        statements.list(
            "SELECT pairing.id, folder FROM " + WANTED_ID + "pairing ON pairing.id = wanted.id",
            parameters -> parameters.bigs(keys(numbers)),
            row -> new Keyed<>(row.getLong(1), row.getInt(2)))) {
      answer.put(Syncs.numberOf(row.id()), row.value());
    }
    return answer;
  }

  Map<Integer, Bases> bases(Collection<Integer> numbers) throws SQLException {
    Overflow overflow = new Overflow(statements, "kept");
    Map<Integer, Bases> answer = new HashMap<>();
    for (Keyed<byte[]> row :
        statements.list(
            "SELECT items, kept.id FROM " + WANTED_ID + "kept ON kept.id = wanted.id",
            parameters -> parameters.bigs(keys(numbers)),
            row -> new Keyed<>(row.getLong(2), new RowReader(row).bytes()))) {
      byte[] items = overflow.whole(row.id(), row.value());
      answer.put(Syncs.numberOf(row.id()), statements.items().decode(items));
    }
    return answer;
  }

  Map<Integer, Integer> perFolder() throws SQLException {
    Map<Integer, Integer> answer = new TreeMap<>();
    for (Keyed<Integer> row :
        statements.list(
            "SELECT folder, pairings FROM pairing_count WHERE sync_id = ? AND pairings > 0",
            parameters -> parameters.integer(sync),
            row -> new Keyed<>(row.getLong(1), row.getInt(2)))) {
      answer.put((int) row.id(), row.value());
    }
    return answer;
  }

  TargetsOwn targetsOwn() throws SQLException {
    return statements
        .list(
            "SELECT COUNT(CASE WHEN notices LIKE '%DRIFT%' THEN 1 END),"
                + " COUNT(CASE WHEN notices LIKE '%DELETED_AT_TARGET%' THEN 1 END),"
                + " COALESCE(SUM(own_fields), 0) FROM pairing WHERE id BETWEEN ? AND ?",
            parameters -> {
              parameters.big(Syncs.key(sync, 0));
              parameters.big(Syncs.key(sync, Integer.MAX_VALUE));
            },
            row -> new TargetsOwn(row.getInt(1), row.getInt(2), row.getInt(3)))
        .get(0);
  }

  Set<Long> keys(Collection<Integer> numbers) {
    Set<Long> keys = new HashSet<>();
    numbers.forEach(number -> keys.add(Syncs.key(sync, number)));
    return keys;
  }

  private record Keyed<T>(long id, T value) {}

  private static Keyed<Pairing> row(ResultSet result) throws SQLException {
    long id = result.getLong("id");
    RowReader row = new RowReader(result);
    Pairing pairing = PairingRow.read(row, Syncs.numberOf(id));
    row.checkSum(id);
    return new Keyed<>(id, pairing);
  }
}
