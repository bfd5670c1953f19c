# The tests, one a line; read by run_e2e.sh.
for configuration in si64_rand si64_tri si216_liq; do
    for ranks in 1 2 4; do
        for newton in on off; do reference $configuration $ranks $newton jinn; done
    done
done
reference si64_rand 1 on nn
reference si64_tri 2 on jinn "" b64w.n2p2
reference si216_liq 2 on jinn -Djinn.scalar=true
reference si216_liq 2 on jinn -Djinn.cold=100

for ranks in 1 2; do
    for newton in on off; do
        compare $ranks hybrid hybrid deleted 1e-10 -var newton $newton
        compare $ranks elements straight crossed 1e-12 -var newton $newton
        compare $ranks overlay single overlay 1e-11 -var newton $newton
        compare $ranks sums total sum 1e-9 -var newton $newton
        compare $ranks finite_difference force difference 1e-6 -var newton $newton
    done
    compare $ranks clear energy1 energy2 1e-12
    compare $ranks clear energy2 energy3 1e-12
    compare $ranks threads one three 1e-10
    compare $ranks precision double mixed 2e-6
    compare $ranks precision energy_double energy_mixed 1e-8 # 1.6e-6 eV an atom
    compare $ranks reread first second 1e-12
    compare $ranks reread second third 1e-12
    compare $ranks reread third fourth 1e-12
    compare $ranks restart written read 1e-11
    compare $ranks restart pushed folder 1e-10
    compare $ranks change_box changed read 1e-9
    compare $ranks nve start end 1e-10
    compare $ranks nve last rerun 1e-10
    compare $ranks nve start end 2e-9 -var style "jinn precision mixed"
done
for ranks in 1 2 4; do
    for newton in on off; do
        compare $ranks committee members committee 1e-10 -var newton $newton -var threads 1
    done
done
compare 1 committee members committee 1e-10 -var threads 3
outside 1 on "threads 1" 3 0
outside 2 off "extrapolation warn" 4 2
outside 4 on "extrapolation warn frames 1 threads 2" 3 1
saved_frame
ten_frames
launched
decimal_comma
lowers_energy 1
lowers_energy 2
empty_ranks 4
explore ""
explore -1000.0 # as jinn learn writes it

# What the refused scripts have in common; printf makes lines of \n.
box='include ${e2e}/common.in\nread_data ${data}\n'
style="${box}pair_style jinn\n"
coeff="${style}"'pair_coeff * * ${potential} Si\n'
all="${coeff}"'fix 1 all nve\n'
hook="failure asked for by JINN_TEST_FAIL_AT_STEP"

tells_once "exclude" 2 "WARNING: neigh_modify exclude does not concern pair_style jinn" \
    "${coeff}neigh_modify exclude type 1 1\nrun 0\n"
tells_once "three threads" 1 "kernels, 3 threads, cutoff" \
    "${box}"'pair_style jinn threads 3\npair_coeff * * ${potential} Si\n'
tells_once "mixed precision" 1 "vector kernels in mixed precision, cutoff" \
    "${box}"'pair_style jinn precision mixed\npair_coeff * * ${potential} Si\n'
tells_once "a frame after reset_timestep" 2 "frame saved: extrapolation.20.dump" \
    "${box}pair_style jinn extrapolation warn frames 9\npair_coeff * * narrow Si\nfix 1 all nve
    run 110\nreset_timestep 20\nrun 1\n"
refuses "a style named again" 1 "All pair coeffs are not set" \
    "${coeff}"'pair_style jinn committee 3\nrun 0\n'
refuses "other units" 2 "needs 'units metal' (eV, angstrom): units=real" \
    'units real\nregion b block 0 9 0 9 0 9\ncreate_box 1 b\npair_style jinn\npair_coeff * * f Si\n'
refuses "arguments of pair_style" 2 "and 'frames N': argument=fast" \
    "${box}pair_style jinn fast\n"
refuses "arguments after threads" 2 "takes nothing but 'threads N', 'precision double|mixed', 'committee N', 'extrapolation warn|stop|off' and 'frames N': argument=3" \
    "${box}pair_style jinn threads 2 3\n"
for precision in "" single "threads 2"; do
    refuses "precision '$precision'" 1 "precision must be double or mixed: precision=${precision% 2}" \
        "${box}pair_style jinn precision $precision\n"
done
for threads in "" 0 -1 2.5 1025; do
    refuses "threads '$threads'" 1 "threads needs one number from 1 to 1024" \
        "${box}pair_style jinn threads $threads\n"
done
for members in "" 0 101 x; do
    refuses "committee '$members'" 1 "committee needs one number from 1 to 100: committee=$members" \
        "${box}pair_style jinn committee $members\n"
done
three="${box}pair_style jinn committee 3\n"
refuses "files of a committee" 2 "needs 3 files, then one element or NULL for each atom type: types=1 given=0" \
    "${three}pair_coeff * * member1 member2 Si\n"
refuses "member without a file" 2 "nowhere: no such potential file" \
    "${three}pair_coeff * * member1 member2 nowhere Si\n"
sed 's/^2 6.0 0.003/2 6.0 0.004/; s/^4 6.0 0.003/4 6.0 0.004/' member2 >differs
refuses "member with other functions" 2 "symmetry functions in the same order: member 1 and member 3 differ for Si" \
    "${three}pair_coeff * * member1 member2 differs Si\n"
refuses "extrapolation 'what'" 1 "extrapolation must be warn, stop or off: extrapolation=what" \
    "${box}pair_style jinn extrapolation what\n"
refuses "extrapolation without range" 2 "b64w.potential_saved: the training range is not known" \
    "${box}"'pair_style jinn extrapolation stop\npair_coeff * * ${potential} Si\n'
ln -s narrow of_rank_0 && ln -s b64w.potential_saved of_rank_1
refuses "a range that one rank has not" 2 "not the same potential and training range on all ranks" \
    "${box}"'variable rank getenv RANK\npair_style jinn\npair_coeff * * of_rank_${rank} Si\nrun 0\n'
for ranks in 1 2; do
    refuses "stop" $ranks "frame saved: extrapolation.0.dump" \
        "${box}pair_style jinn extrapolation stop\npair_coeff * * narrow Si\nrun 1\n"
    refuses "spread without committee" $ranks "compute jinn/spread needs 'pair_style jinn committee N'" \
        "${coeff}compute u all jinn/spread\nrun 0\n"
done
refuses "outside when off" 1 "compute jinn/outside needs a potential whose training range is known" \
    "${box}pair_style jinn extrapolation off\npair_coeff * * narrow Si\ncompute o all jinn/outside\nrun 0\n"
refuses "compute without pair style" 1 "compute jinn/outside needs one pair_style jinn" \
    "${box}pair_style zero 3.0\npair_coeff * *\ncompute o all jinn/outside\nrun 0\n"
refuses "argument of compute" 1 "compute jinn/outside takes no argument: argument=x" \
    "${box}compute o all jinn/outside x\n"
refuses "no file named" 1 "must read '* * FILE ELEMENT...'" "$style"'pair_coeff * *\n'
refuses "too few elements" 1 "types=1 given=0" "$style"'pair_coeff * * ${potential}\n'
refuses "unknown element" 2 "the potential has no element Ge: elements=Si" \
    "$style"'pair_coeff * * ${potential} Ge\n'
refuses "only NULL" 1 "maps every atom type to NULL" "$style"'pair_coeff * * ${potential} NULL\n'
refuses "NULL without hybrid" 2 "All pair coeffs are not set" \
    'include ${e2e}/common.in\nread_data ${data} extra/atom/types 1\nmass 2 1\npair_style jinn
    pair_coeff * * ${potential} Si NULL\nrun 0\n'
refuses "missing file" 2 "nowhere.pot: no such potential file" "$style"'pair_coeff * * nowhere.pot Si\n'
sed '5s/.*/2 6.0 nonsense 0.0 0 Si/' b64w.potential_saved >broken.pot
refuses "broken file" 2 "broken.pot:5: " "$style"'pair_coeff * * broken.pot Si\n'
head -c 3000 b64w.potential_saved >cut.pot
refuses "cut file" 1 "cut.pot:" "$style"'pair_coeff * * cut.pot Si\n'
refuses "no Java" 2 "JINN_JAVA_HOME=/nowhere has no Java" "$coeff" JINN_JAVA_HOME=/nowhere
refuses "no jar" 1 "jinn.jar was not found in /nowhere/java-core/target" "$coeff" JINN_HOME=/nowhere
refuses "wrong Java option" 1 "did not start" "$coeff" JINN_JAVA_OPTIONS=-XX:+NoSuchOption
refuses "a collector of garbage too many" 1 "gave up while starting" "$coeff" \
    JINN_JAVA_OPTIONS=-XX:+UseG1GC
refuses "little memory" 2 "Java has not enough memory" "${all}replicate 8 8 8\nrun 1\n" \
    "JINN_JAVA_OPTIONS=-Xms4m -Xmx12m"
for ranks in 1 2 4; do
    refuses "failure in Java at step 3" $ranks "$hook" "${all}run 9\n" JINN_TEST_FAIL_AT_STEP=3
    [ $ranks -gt 1 ] && refuses "failure in Java on one rank" $ranks "$hook" "${all}run 9\n" \
        JINN_TEST_FAILING_RANK=$((ranks - 1))
done
refuses "two atoms at one place" 2 "two atoms must not be at the same place" \
    "$box"'create_atoms 1 single 1 1 1\ncreate_atoms 1 single 1 1 1\ninclude ${e2e}/style.in\nrun 0\n'
