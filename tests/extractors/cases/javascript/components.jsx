const Page = () => (
  <div>
    <T>Sign up</T>
    <T>
      Welcome back, <Param name="name" value={name} />
    </T>
    <Text>Not for translators</Text>
  </div>
);
