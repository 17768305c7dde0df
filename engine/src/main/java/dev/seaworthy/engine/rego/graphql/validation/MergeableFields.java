package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.QueryDocument;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fields that have one name in the answer are the same field (§5.3.2).
 *
 * <p>Compares as graphql-js does: fields of a selection with each other, with those of the
 * fragments spread in it, and those of each two of these fragments; then what is selected within
 * both fields, in the same way. Two leaves conflict if they are of different types, a leaf and an
 * object do not: so it is in OPA.
 */
final class MergeableFields implements Rule {
  private final SelectedFields.Cache cache;
  private final SameField sameField;
  private final WorkLimit limit;
  private final FragmentPairs comparedPairs = new FragmentPairs();

  /**
   * The fragments that the fields in hand have been compared with. Comparing what is within fields
   * begins a new set, and leaves it behind: OPA's library does, and so misses conflicts.
   */
  private Set<String> compared = new HashSet<>();

  MergeableFields(Schema schema, QueryDocument query, WorkLimit limit) {
    this.cache = new SelectedFields.Cache(schema, query, limit);
    this.sameField = new SameField(schema, limit);
    this.limit = limit;
  }

  @Override
  public void field(FieldSite site) {
    if (site.isInOperation()) {
      check(
          cache.within(
              new SelectedFields.Selected(site.field(), site.parent(), site.definition())));
    }
  }

  @Override
  public void inlineFragment(InlineSite site) {
    check(cache.within(site.fragment(), site.parent()));
  }

  @Override
  public void operation(Operation operation) {
    check(cache.within(operation));
  }

  @Override
  public void fragment(Fragment fragment) {
    check(cache.within(fragment));
  }

  private void check(SelectedFields fields) {
    for (List<SelectedFields.Selected> same : fields.byName().values()) {
      for (int i = 0; i < same.size(); i++) {
        for (int j = i + 1; j < same.size(); j++) {
          compare(false, same.get(i), same.get(j));
        }
      }
    }
    compared = new HashSet<>();
    List<String> fragments = fields.fragments();
    for (int i = 0; i < fragments.size(); i++) {
      compareWithFragment(false, fields, fragments.get(i));
      for (int j = i + 1; j < fragments.size(); j++) {
        compareFragments(false, fragments.get(i), fragments.get(j));
      }
    }
  }

  private void compareWithFragment(boolean areExclusive, SelectedFields fields, String name) {
    SelectedFields others = compared.add(name) ? cache.fragment(name) : null;
    if (others == null || fields.hasNoFieldsAs(others)) {
      return;
    }
    limit.deeper(
        () -> {
          compare(areExclusive, fields, others);
          for (String nested : others.fragments()) {
            if (!nested.equals(name)) {
              compareWithFragment(areExclusive, fields, nested);
            }
          }
        });
  }

  private void compareFragments(boolean areExclusive, String first, String second) {
    limit.step();
    if (first.equals(second) || !comparedPairs.add(first, second, areExclusive)) {
      return;
    }
    SelectedFields fields = cache.fragment(first);
    SelectedFields others = cache.fragment(second);
    if (fields == null || others == null) {
      return;
    }
    limit.deeper(
        () -> {
          compare(areExclusive, fields, others);
          others.fragments().forEach(nested -> compareFragments(areExclusive, first, nested));
          fields.fragments().forEach(nested -> compareFragments(areExclusive, nested, second));
        });
  }

  private void compare(boolean areExclusive, SelectedFields fields, SelectedFields others) {
    fields
        .byName()
        .forEach(
            (name, ours) -> {
              for (SelectedFields.Selected field : ours) {
                for (SelectedFields.Selected other : others.named(name)) {
                  compare(areExclusive, field, other);
                }
              }
            });
  }

  private void compare(
      boolean areExclusive, SelectedFields.Selected field, SelectedFields.Selected other) {
    if (field.parent() == null || other.parent() == null) {
      limit.step();
      return;
    }
    boolean neverBoth = areExclusive || field.excludes(other);
    sameField.check(neverBoth, field, other);
    limit.deeper(() -> compareWithin(neverBoth, cache.within(field), cache.within(other)));
  }

  private void compareWithin(boolean areExclusive, SelectedFields fields, SelectedFields others) {
    compare(areExclusive, fields, others);
    for (String fragment : others.fragments()) {
      compared = new HashSet<>();
      compareWithFragment(areExclusive, fields, fragment);
    }
    for (String fragment : fields.fragments()) {
      compared = new HashSet<>();
      compareWithFragment(areExclusive, others, fragment);
    }
    for (String first : fields.fragments()) {
      for (String second : others.fragments()) {
        compareFragments(areExclusive, first, second);
      }
    }
  }
}
