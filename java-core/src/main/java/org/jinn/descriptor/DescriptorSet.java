package org.jinn.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.descriptor.SymmetryFunction.G5;
import org.jinn.kernel.AngularGroup;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.RadialGroup;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.structure.Element;

/**
 * The symmetry functions that describe one element, in order.
 *
 * @param functions at least one
 */
public record DescriptorSet(List<SymmetryFunction> functions) {
    public DescriptorSet {
        functions = List.copyOf(functions);
        if (functions.isEmpty()) {
            throw new IllegalArgumentException("a descriptor needs at least one function");
        }
    }

    public int size() {
        return functions.size();
    }

    /** The largest rc in angstrom. */
    public double cutoff() {
        return functions.stream().mapToDouble(SymmetryFunction::cutoff).max().orElseThrow();
    }

    /**
     * A kernel for this set.
     *
     * @param elements the elements in the order of species indices; must hold every neighbour named
     *     here
     */
    public SymmetryKernel kernel(List<Element> elements) {
        return Kernels.create(radialGroups(elements), angularGroups(elements));
    }

    private RadialGroup[] radialGroups(List<Element> elements) {
        Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
        for (int s = 0; s < functions.size(); s++) {
            if (functions.get(s) instanceof G2 g) {
                groups.computeIfAbsent(
                                List.of(species(elements, g.neighbor()), g.cutoff()),
                                key -> new ArrayList<>())
                        .add(s);
            }
        }
        List<RadialGroup> out = new ArrayList<>();
        groups.forEach(
                (key, members) -> {
                    double[] eta = new double[members.size()];
                    double[] shift = new double[members.size()];
                    for (int n = 0; n < eta.length; n++) {
                        G2 g = (G2) functions.get(members.get(n));
                        eta[n] = g.eta();
                        shift[n] = g.shift();
                    }
                    out.add(
                            new RadialGroup(
                                    (Integer) key.get(0),
                                    (Double) key.get(1),
                                    eta,
                                    shift,
                                    members.stream().mapToInt(Integer::intValue).toArray()));
                });
        return out.toArray(RadialGroup[]::new);
    }

    /** An angular function with species sorted. */
    private record Angular(
            boolean closed, int s1, int s2, double rc, double eta, double lambda, double zeta) {
        List<Object> key() {
            return List.of(closed, s1, s2, rc);
        }

        List<Double> angle() {
            return List.of(lambda, zeta);
        }
    }

    private Angular angular(List<Element> elements, SymmetryFunction f) {
        if (f instanceof G4 g) {
            int a = species(elements, g.neighbor1());
            int b = species(elements, g.neighbor2());
            return new Angular(
                    true,
                    Math.min(a, b),
                    Math.max(a, b),
                    g.cutoff(),
                    g.eta(),
                    g.lambda(),
                    g.zeta());
        }
        if (f instanceof G5 g) {
            int a = species(elements, g.neighbor1());
            int b = species(elements, g.neighbor2());
            return new Angular(
                    false,
                    Math.min(a, b),
                    Math.max(a, b),
                    g.cutoff(),
                    g.eta(),
                    g.lambda(),
                    g.zeta());
        }
        return null;
    }

    /**
     * Functions that share type, species and cutoff become one table of eta by (lambda, zeta). A
     * function that stands twice cannot share its place in the table: it opens another group.
     */
    private AngularGroup[] angularGroups(List<Element> elements) {
        Map<List<Object>, Map<Integer, Angular>> groups = new LinkedHashMap<>();
        for (int s = 0; s < functions.size(); s++) {
            Angular a = angular(elements, functions.get(s));
            if (a == null) {
                continue;
            }
            List<Object> key = new ArrayList<>(a.key());
            while (groups.containsKey(key) && groups.get(key).containsValue(a)) {
                key.add("again");
            }
            groups.computeIfAbsent(List.copyOf(key), k -> new LinkedHashMap<>()).put(s, a);
        }
        return groups.values().stream().map(DescriptorSet::table).toArray(AngularGroup[]::new);
    }

    private static AngularGroup table(Map<Integer, Angular> members) {
        LinkedHashSet<Double> etas = new LinkedHashSet<>();
        LinkedHashSet<List<Double>> angles = new LinkedHashSet<>();
        members.values()
                .forEach(
                        a -> {
                            etas.add(a.eta());
                            angles.add(a.angle());
                        });
        List<Double> etaList = List.copyOf(etas);
        List<List<Double>> angleList = List.copyOf(angles);
        int[] index = new int[etaList.size() * angleList.size()];
        java.util.Arrays.fill(index, -1);
        members.forEach(
                (s, a) ->
                        index[
                                        etaList.indexOf(a.eta()) * angleList.size()
                                                + angleList.indexOf(a.angle())] =
                                s);
        Angular any = members.values().iterator().next();
        return new AngularGroup(
                any.closed(),
                any.s1(),
                any.s2(),
                any.rc(),
                etaList.stream().mapToDouble(Double::doubleValue).toArray(),
                angleList.stream().mapToDouble(a -> a.get(0)).toArray(),
                angleList.stream().mapToDouble(a -> a.get(1)).toArray(),
                index);
    }

    private static int species(List<Element> elements, Element element) {
        int index = elements.indexOf(element);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "every neighbour must be one of the potential's elements: neighbour="
                            + element.symbol()
                            + ", elements="
                            + elements.stream().map(Element::symbol).toList());
        }
        return index;
    }
}
