#!/bin/sh
# End-to-end tests of the pair style in LAMMPS, of training over MPI and of a study:  run_e2e.sh BUILD_DIR [PATTERN]
# Prints 'ok NAME', 'FAIL NAME: WHY' or 'skip NAME: WHY' for each test whose name matches PATTERN, and a count.
# Needs jinn.jar (mvn package) and BUILD_DIR/native-shim/lmp-jinn (cmake). Numbers are compared with
# reference-vectors in the resources of java-core, which other codes computed.
build=$(cd "$1" && pwd) || exit 2
pattern=${2:-.}
here=$(cd "$(dirname "$0")" && pwd)
reference=$here/../../java-core/src/test/resources/reference-vectors
launcher=${LMP_JINN:-$build/native-shim/lmp-jinn}
work=$(mktemp -d "${TMPDIR:-/tmp}/jinn-e2e.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp -r "$reference"/*.data "$reference"/b64w.* "$work"/
cd "$work" || exit 2
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMP_NUM_THREADS=1
export OMPI_MCA_rmaps_base_oversubscribe=1 PRTE_MCA_rmaps_default_mapping_policy=:oversubscribe
# the fast twin of the kernels from the first atom on, except where a test says otherwise
export JINN_JAVA_OPTIONS=-Djinn.cold=0
# members of a committee, by another factor on all weights; a training range half as wide as the scales
for m in 1 2 3; do
    awk -v m=$m '/^[wb][0-9]/ { for (i = 2; i <= NF; i++) $i = sprintf("%.17g", $i * (0.98 + 0.01 * m)) }
        { print }' b64w.potential_saved >member$m
done
# two elements; the second has other weights, and each has functions of both
awk 'NR == 1 { print "ELEM_LIST Si O"; next } { line[++n] = $0 }
    END {
        for (e = 0; e < 2; e++) for (i = 1; i <= n; i++) {
            $0 = line[i]
            if (/^POT/) $2 = e ? "O" : "Si"
            if (/^[24] 6/ && (i + e) % 3 == 0) $NF = "O"
            if (/^[wb][0-9]/ && e) for (k = 2; k <= NF; k++) $k = sprintf("%.17g", $k * 0.9)
            print
        }
    }' b64w.potential_saved >two
cp -r b64w.n2p2 narrow
sed -i 's/^scale_symmetry_functions.*/scale_symmetry_functions_sigma/' narrow/input.nn
awk '/^ *[0-9]/ { w = $4 - $3; $5 = $3; $6 = w; $3 += w / 4; $4 -= w / 4; OFMT = CONVFMT = "%.17g" }
    { print }' b64w.n2p2/scaling.data >narrow/scaling.data
# one rank alone gets the environment variable that makes Java fail; each has a name of its own
cat >rank.sh <<END
#!/bin/sh
rank=\${OMPI_COMM_WORLD_RANK:-\$PMI_RANK}
[ "\$rank" = "\$JINN_TEST_FAILING_RANK" ] && export JINN_TEST_FAIL_AT_STEP=3
export RANK=\$rank
exec "$launcher" "\$@"
END
chmod +x rank.sh
passed=0
failed=0
skipped=0

wanted() { echo "$1" | grep -q "$pattern"; }
ok() { passed=$((passed + 1)); echo "ok $1"; }
fail() { failed=$((failed + 1)); echo "FAIL $1: $2"; }
skip() { skipped=$((skipped + 1)); echo "skip $1: $2"; }

# lammps RANKS SCRIPT VARIABLE...: output in log.out; later -var settings would be ignored, so the
# defaults come last
lammps() {
    ranks=$1 script=$2
    shift 2
    if [ "$ranks" -gt 1 ]; then set -- -in "$script" -var "e2e" "$here/e2e" "$@"
        timeout 120 mpirun -np "$ranks" "$launcher" "$@" $defaults >log.out 2>&1
    else
        timeout 120 "$launcher" -in "$script" -var e2e "$here/e2e" "$@" $defaults >log.out 2>&1
    fi
}
defaults="-log none -var style jinn -var newton on -var potential b64w.potential_saved \
 -var data si64_tri.data -var out out.txt"

# for awk: how far apart two numbers are; what is none is far from all, though mawk has nan <= 1
apart='function apart(a, b) { return a b ~ /[nN][aA][nN]|[iI][nN][fF]/ ? 1e300 : a < b ? b - a : a - b }'

# same NAME KEY KEY TOLERANCE: the numbers that the script printed after two keys agree
same() {
    awk -v a="$2" -v b="$3" -v tolerance="$4" "$apart"'
        $1 == a { for (i = 2; i <= NF; i++) first[i] = $i; n = NF; seen = 1 }
        $1 == b { for (i = 2; i <= NF; i++) second[i] = $i; m = NF }
        END {
            if (!seen || n != m) { print "no numbers after " a " and " b; exit }
            for (i = 2; i <= n; i++) {
                if (apart(first[i], second[i]) > tolerance * (1 + apart(first[i], 0))) {
                    print a " " first[i] " is not " b " " second[i]; exit
                }
            }
        }' log.out >why || echo "awk failed" >>why
    if [ -s why ]; then fail "$1" "$(cat why)"; else ok "$1"; fi
}

# compare RANKS SCRIPT KEY KEY TOLERANCE VARIABLE...: runs, then same()
compare() {
    name="$2 np=$1 $(echo "$*" | cut -d' ' -f6- | sed 's/-var //g')"
    wanted "$name" || return
    r=$1 s=$2 a=$3 b=$4 t=$5
    shift 5
    if lammps "$r" "$here/e2e/$s.in" "$@"; then same "$name" "$a" "$b" "$t"
    else fail "$name" "$(grep -m1 -i error log.out || tail -1 log.out)"; fi
}

# reference CONFIGURATION RANKS NEWTON STYLE [OPTION [POTENTIAL]]: energy, forces and pressure of another code
reference() {
    name="reference $1 np=$2 newton=$3 style=$4 $5 $6"
    wanted "$name" || return
    if ! (
        export JINN_JAVA_OPTIONS="${5:-$JINN_JAVA_OPTIONS}"
        lammps "$2" "$here/e2e/reference.in" -var data "$1.data" -var newton "$3" -var style "$4" \
            -var potential "${6:-b64w.potential_saved}"
    ); then fail "$name" "$(grep -m1 -i error log.out || tail -1 log.out)"; return; fi
    awk -v tolerance=1e-9 "$apart"'
        function check(what, mine, other, t) {
            if (apart(mine, other) > t) { print what ": " mine " instead of " other; bad = 1; exit }
        }
        FILENAME ~ /ev$/ && /energy_eV/ { energy = $3 }
        FILENAME ~ /ev$/ && /volume/ { volume = $3 }
        FILENAME ~ /ev$/ && /virial_sum/ { for (v = 0; v < 6; v++) w[v] = $(NF - 5 + v) }
        FILENAME ~ /forces$/ && NF == 8 && $1 + 0 > 0 {
            for (k = 5; k <= 8; k++) f[$1, k] = $k
            n++
        }
        FILENAME == "out.txt" && NF == 8 && $1 + 0 > 0 {
            for (k = 5; k <= 8; k++) check("atom " $1 " column " k, $k, f[$1, k], tolerance)
            m++
        }
        FILENAME == "log.out" && $1 == "energy" { check("energy", $2, energy, tolerance * n); e++ }
        FILENAME == "log.out" && $1 == "pressure" {
            for (v = 0; v < 6; v++) {
                check("virial " v, $(v + 2) * volume / 1602176.5, w[v], tolerance * n)
            }
            e++
        }
        END { if (!bad && (m != n || n == 0 || e != 2)) print "compared only " m + 0 " of " n + 0 }
        ' "$reference/$1.nn.ev" "$reference/$1.nn.forces" out.txt log.out >why ||
        echo "awk failed" >>why
    if [ -s why ]; then fail "$name" "$(cat why)"; else ok "$name"; fi
}

lowers_energy() {
    name="minimize np=$1"
    wanted "$name" || return
    if lammps "$1" "$here/e2e/minimize.in" &&
        awk '$1 == "before" { b = $2 } $1 == "after" { a = $2 } END { exit !(a < b - 1) }' log.out
    then ok "$name"; else fail "$name" "$(grep -e before -e after -e ERROR log.out)"; fi
}

# empty_ranks RANKS: a cluster that leaves some ranks without atoms
empty_ranks() {
    wanted "empty_ranks" || return
    name="empty_ranks np=$1"
    lammps 1 "$here/e2e/empty_ranks.in" && cp log.out one.out
    if ! lammps "$1" "$here/e2e/empty_ranks.in"; then fail "$name" "$(grep -m1 ERROR log.out)"
    elif ! grep -q '^Nlocal: .* 0 min' log.out; then fail "$name" "no rank is empty"
    else
        sed -n 's/^energy/one/p' one.out >>log.out
        same "$name" one energy 1e-11
    fi
}

# explore PRESSURE|"": the script of jinn learn, whose frames jinn inspect would read
explore() {
    wanted "explore" || return
    name="explore pressure=${1:-not set}" fix=${1:+npt}
    rm -f frames.dump
    if ! lammps 1 "$here/../../java-core/src/main/resources/org/jinn/study/in.explore" \
        -var start si64_rand.data ${1:+-var pressure "$1"} -var dt 1e-6 -var steps 4 -var every 2 -echo screen
    then fail "$name" "$(grep -m1 ERROR log.out)"
    elif ! grep -q "^fix md all ${fix:-nvt} " log.out; then fail "$name" "no fix ${fix:-nvt}"
    elif [ "$(grep -c TIMESTEP frames.dump)" != 3 ]; then fail "$name" "no three frames"
    elif ! grep -q '^64 Si ' frames.dump; then fail "$name" "no elements"
    else ok "$name"; fi
}

# refuses NAME RANKS SENTENCE LINES [ENVIRONMENT...]: ends non-zero within 20 s, saying so. A clean
# end, not a signal: no core is dumped.
refuses() {
    wanted "refuses $1" || return
    name="refuses $1 np=$2" ranks=$2 sentence=$3
    printf '%b' "$4" >refused.in
    shift 4
    if [ "$ranks" -gt 1 ]; then
        timeout -s KILL 20 env "$@" mpirun -np "$ranks" ./rank.sh -in refused.in \
            -var e2e "$here/e2e" $defaults >log.out 2>&1
    else
        timeout -s KILL 20 env "$@" "$launcher" -in refused.in -var e2e "$here/e2e" $defaults \
            >log.out 2>&1
    fi
    code=$?
    if [ $code -eq 0 ]; then fail "$name" "ended as if all were well"
    elif [ $code -eq 137 ]; then fail "$name" "hung"
    elif [ $code -ge 128 ] || grep -q -i -e 'dumped core' -e 'core dumped' -e 'on signal' -e 'hs_err' log.out
    then fail "$name" "crashed"
    elif ! tr -d '\n' <log.out | grep -q -F -e "$sentence"; then
        fail "$name" "said '$(grep -m1 ERROR log.out || tail -1 log.out)'"
    else ok "$name"; fi
}

# tells_once NAME RANKS SENTENCE SCRIPT: the script runs to its end and says so, once
tells_once() {
    name="tells $1 np=$2"
    wanted "$name" || return
    printf '%b' "$4" >told.in
    if lammps "$2" told.in && [ "$(grep -c "$3" log.out)" = 1 ]; then ok "$name"
    else fail "$name" "$(tail -1 log.out)"; fi
}

# Java takes the user's locale; LAMMPS must go on reading numbers with points
decimal_comma() {
    name="decimal_comma"
    wanted "$name" || return
    if ! localedef -i de_DE -f UTF-8 "$work/de_DE.UTF-8" 2>/dev/null; then
        skip "$name" "Debian's package locales is not installed"
        return
    fi
    if (export LOCPATH="$work" LC_ALL=de_DE.UTF-8 && lammps 1 "$here/e2e/decimal_comma.in"); then
        same "$name" written read 1e-15
    else fail "$name" "$(grep -m1 -i error log.out || tail -1 log.out)"; fi
}

# outside RANKS NEWTON OPTIONS LINES FRAMES: 121 steps with atoms outside the training range give so
# many warnings and saved frames; which atoms and how far is what one rank says of the first step
outside() {
    name="outside np=$1 newton=$2 $3"
    wanted "$name" || return
    rm -f extrapolation.*.dump
    if ! lammps 1 "$here/e2e/outside.in" -var options "threads 1" -var steps 0 ||
        ! sed -n 's/^outside/one/p' log.out >one.out ||
        ! lammps "$1" "$here/e2e/outside.in" -var newton "$2" -var options "$3" -var steps 0 ||
        ! cat log.out one.out >first.out || ! rm -f extrapolation.*.dump ||
        ! lammps "$1" "$here/e2e/outside.in" -var newton "$2" -var options "$3" -var steps 120
    then fail "$name" "$(grep -m1 -i error log.out || tail -1 log.out)"; return; fi
    lines=$(grep -c 'WARNING: step .* outside the training range' log.out)
    frames=$(ls extrapolation.*.dump 2>/dev/null | wc -l)
    told=$(sed -n 's/.*WARNING: step 0: \([0-9]*\) atoms.*/\1/p' log.out)
    counted=$(awk '$1 == "one" { print $2 }' one.out)
    cp first.out log.out
    if [ "$lines" != "$4" ] || [ "$frames" != "$5" ]; then fail "$name" "$lines lines, $frames frames"
    elif [ "$told" != "$counted" ]; then fail "$name" "told of $told atoms, counted $counted"
    else same "$name" one outside 1e-9; fi
}

# of 14 warnings with a frame each ten are saved, as the README says
ten_frames() {
    wanted "ten_frames" || return
    rm -f extrapolation.*.dump
    if ! lammps 1 "$here/e2e/outside.in" -var options "extrapolation warn" -var steps 1300
    then fail "ten_frames" "$(grep -m1 -i error log.out || tail -1 log.out)"
    elif [ "$(grep -c 'WARNING: step .* outside the training range' log.out)" -lt 11 ]
    then fail "ten_frames" "too few warnings"
    elif [ "$(ls extrapolation.*.dump | wc -l)" != 10 ]; then fail "ten_frames" "$(ls extrapolation.*.dump | wc -l)"
    else ok "ten_frames"; fi
}

# jinn lmp -np N runs so many ranks
launched() {
    wanted "jinn lmp" || return
    if "$here/../../jinn" lmp -np 2 -in "$here/e2e/reference.in" -var e2e "$here/e2e" $defaults >log.out 2>&1 &&
        grep -q ' 2 by 1 by 1 MPI processor grid\| 1 by 2 by 1 MPI\| 1 by 1 by 2 MPI' log.out
    then ok "jinn lmp -np 2"; else fail "jinn lmp -np 2" "$(tail -1 log.out)"; fi
}

# a saved frame is one that jinn reads, with its elements
saved_frame() {
    wanted "saved_frame" || return
    rm -f extrapolation.*.dump
    lammps 2 "$here/e2e/outside.in" -var options "extrapolation warn" -var steps 0 -var data si64_tri.data
    if "$here/../../jinn" inspect extrapolation.0.dump 2>&1 | grep -q 'Si64 .* accepted'
    then ok "saved_frame"; else fail "saved_frame" "jinn inspect does not take it"; fi
}

. "$here/e2e/cases.sh"
. "$here/e2e/train.sh"
. "$here/e2e/study.sh"

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
